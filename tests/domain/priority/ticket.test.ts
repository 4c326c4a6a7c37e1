import { describe, expect, it } from 'vitest';
import { moveTo } from '#domain/commands.ts';
import type { Heard } from '#domain/fold.ts';
import { foldHeard } from '#domain/fold.ts';
import type { Message } from '#domain/message.ts';
import { DEFAULT_PRIORITY_POLICY } from '#domain/priority/default-policy.ts';
import { judge } from '#domain/priority/judge.ts';
import { inputsOf } from '#domain/priority/of-ticket.ts';
import { look, nextDue } from '#domain/sweep.ts';
import { readHistory } from '#domain/timeline/history.ts';
import { atMinute, brandMessage, customerMessage } from '#tests/support/messages.ts';
import { ticketStory } from '#tests/support/tickets.ts';

/** A ticket's priority through its life: by what is said, by waiting, by an answer. */

const HOUR = 60;
const DAY = 24 * HOUR;
const agent = { kind: 'agent', id: 'agent-1' } as const;

type Story = ReturnType<typeof ticketStory>;

const plain = { sentiment: 'neutral', urgency: 'normal', intent: 'other' } as const;

/** A remark of no consequence. */
const remark = (id: string, minute: number, given: Partial<Heard> = {}): Heard => ({
  message: customerMessage({ id, sentAt: atMinute(minute) }),
  reading: { id, sentAt: atMinute(minute), ...plain },
  ...given,
});
const answer = (id: string, minute: number, given: Partial<Message> = {}): Heard => ({
  message: brandMessage({ id, sentAt: atMinute(minute), ...given }),
});

function hear(story: Story, minute: number, ...heard: [Heard, ...Heard[]]): void {
  story.decide((before, book) =>
    foldHeard(before, heard, { ticketId: 't', now: atMinute(minute), policy: book.policy }),
  );
}

/** Sweeps whenever something is due. @returns the hour and the new priority of each change, and how many writes it took. */
function swept(story: Story, until: number): { changes: string[]; writes: number } {
  const changes: string[] = [];
  const before = story.history.length;
  for (;;) {
    const due = nextDue(story.ticket, story.book.policy);
    if (due === undefined || due > atMinute(until)) break;
    const { priority } = story.ticket.assessment;
    story.decide((ticket, book) => look(ticket, due, book));
    const now = story.ticket.assessment.priority;
    const hour = (Date.parse(due) - Date.parse(atMinute(0))) / 3_600_000;
    if (now !== priority) changes.push(`${hour} ${now}`);
  }
  const deeds = story.history.slice(before).filter(({ deed }) => deed.type === 'reprioritised');
  return { changes, writes: deeds.length };
}

function opened(given: Partial<Heard> = {}): Story {
  const story = ticketStory();
  hear(story, 0, remark('m-1', 0, given));
  return story;
}

describe('waiting', () => {
  it('lifts a ticket step by step, up to P2, in as many writes as there are new priorities', () => {
    const story = opened();
    expect(story.ticket.assessment).toMatchObject({ priority: 'P4', score: 16, changesAt: atMinute(4 * HOUR) });
    expect(swept(story, 30 * DAY)).toEqual({ changes: ['4 P3', '36 P2'], writes: 2 });
    expect(story.ticket.assessment).toMatchObject({ priority: 'P2', promise: 'P4', asOf: atMinute(36 * HOUR) });
    expect(story.ticket.assessment.changesAt).toBeUndefined();
  });

  it('moves no promise: the clocks are due when they were', () => {
    const story = opened();
    const { dueAt, targetMinutes } = story.ticket.clocks.resolution ?? {};
    swept(story, 4 * HOUR);
    expect(story.ticket.assessment.priority).toBe('P3');
    expect(story.ticket.clocks.resolution).toMatchObject({ dueAt, targetMinutes });
    expect(story.history.at(-1)).toMatchObject({
      deed: { type: 'reprioritised' },
      state: { priority: 'P3', promise: 'P4' },
    });
  });

  it('ends with an answer, and begins anew with the next question', () => {
    const story = opened();
    swept(story, 2 * DAY);
    hear(story, 2 * DAY, answer('out-1', 2 * DAY));
    expect(story.ticket.assessment).toMatchObject({ priority: 'P4', score: 16 });
    expect(swept(story, 9 * DAY).changes).toEqual([]);
    hear(story, 9 * DAY, remark('m-2', 9 * DAY));
    expect(story.ticket.assessment).toMatchObject({ score: 16, changesAt: atMinute(9 * DAY + 4 * HOUR) });
  });

  it('goes on through acknowledgements, automation and the status pending', () => {
    const story = opened();
    hear(story, 1, answer('out-1', 1, { acknowledgement: true }), answer('out-2', 1, { by: 'automation' }));
    const context = { by: agent, now: atMinute(2), ifMatch: 0, lastMessageSeen: 3, to: 'pending' as const };
    story.decide((ticket) => moveTo(ticket, context));
    expect(swept(story, 3 * DAY).changes).toEqual(['4 P3', '36 P2']);
  });

  it('counts from the first of many questions, however many there are', () => {
    const story = opened();
    for (let minute = 1; minute <= 12; minute++) hear(story, minute, remark(`m-${minute + 1}`, minute));
    expect(story.ticket.assessment.factors).toContainEqual(
      expect.objectContaining({ name: 'repeated_contact', points: 12, because: '13 unanswered, back 0 times' }),
    );
    expect(swept(story, 3 * DAY).changes).toEqual(['12 P2']);
  });

  it('stops when the ticket leaves work, with the judgement it had', () => {
    const story = opened();
    swept(story, 4 * HOUR);
    const context = { by: agent, now: atMinute(5 * HOUR), ifMatch: 0, lastMessageSeen: 1, to: 'resolved' as const };
    story.decide((ticket) => moveTo(ticket, context));
    expect(story.ticket.assessment).toMatchObject({ priority: 'P3', score: 20 });
    expect(story.ticket.assessment.changesAt).toBeUndefined();
    hear(story, 6 * HOUR, remark('m-2', 6 * HOUR));
    expect(story.ticket.assessment.factors).toContainEqual({
      name: 'repeated_contact',
      points: 4,
      because: '1 unanswered, back 1 times',
    });
  });
});

describe('a reply window', () => {
  const closing = { windowMinutes: DAY };

  it('presses before it shuts, and no longer afterwards', () => {
    const story = opened(closing);
    expect(swept(story, 2 * DAY).changes).toEqual(['4 P3', '22 P2', '24 P3', '36 P2']);
  });

  it('is that of the latest message, whatever came first', () => {
    const story = opened({ windowMinutes: 2 * DAY });
    hear(story, 5, remark('m-0', -1, closing));
    expect(story.ticket.replyWindowClosesAt).toBe(atMinute(2 * DAY));
  });
});

describe('what a ticket keeps of its judgement', () => {
  it('is made again from the ticket and its history, to the last digit of the hash', () => {
    const story = opened({ windowMinutes: DAY });
    hear(story, 30, remark('m-2', 30));
    swept(story, 26 * HOUR);
    const { ticket, history, book } = story;
    const asked = { at: ticket.updatedAt, book };
    const again = judge(inputsOf(ticket, readHistory(history), asked), DEFAULT_PRIORITY_POLICY);
    expect(ticket.assessment).toMatchObject({
      priority: again.priority,
      score: again.score,
      inputsHash: again.inputsHash,
      asOf: again.asOf,
    });
  });

  it('is judged anew when an earlier version of Earshot has judged it', () => {
    const story = opened();
    const { inputsHash: _hash, ...assessment } = story.ticket.assessment;
    expect(look({ ...story.ticket, assessment }, atMinute(1), story.book)?.deed).toEqual({ type: 'reprioritised' });
    expect(look(story.ticket, atMinute(1), story.book)).toBeUndefined();
  });
});
