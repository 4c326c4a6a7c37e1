import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldHeard } from '#domain/fold.ts';
import { DEFAULT_SLA_BOOK } from '#domain/policy/book.ts';
import { answerDue, closingWindow, replyWindow } from '#domain/reply-window.ts';
import { nextDue } from '#domain/sweep.ts';
import { promising } from '#tests/support/histories.ts';
import { atMinute, brandMessage, customerMessage, heard, NOON } from '#tests/support/messages.ts';
import { swept } from '#tests/support/sweeps.ts';
import { ticketStory } from '#tests/support/tickets.ts';

const DAY = 24 * 60;

describe('the window of a platform', () => {
  const messenger = { minutes: DAY, personMinutes: 7 * DAY };
  it.each([
    [0, 'answer'],
    [DAY - 1, 'answer'],
    [DAY, 'answer_in_app'],
    [7 * DAY, 'nothing'],
  ])('after %i minutes lets %s', (minute, possible) => {
    expect(replyWindow(NOON, messenger, atMinute(minute))).toEqual({
      closesAt: atMinute(DAY),
      appClosesAt: atMinute(7 * DAY),
      possible,
    });
  });

  it('is one for everybody where nobody may answer later', () => {
    expect(replyWindow(NOON, { minutes: DAY }, atMinute(DAY))).toEqual({
      closesAt: atMinute(DAY),
      possible: 'nothing',
    });
  });
});

describe('an answer is due', () => {
  it('at the earlier of two times, and it is said by whom', () => {
    const minute = fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined });
    fc.assert(
      fc.property(minute, minute, (policy, platform) => {
        const at = (value: number | undefined) => (value === undefined ? undefined : atMinute(value));
        const due = answerDue({ startedAt: NOON, dueAt: at(policy) }, at(platform));
        const earlier = Math.min(policy ?? Number.POSITIVE_INFINITY, platform ?? Number.POSITIVE_INFINITY);
        expect(due?.dueAt).toBe(Number.isFinite(earlier) ? atMinute(earlier) : undefined);
        if (due) expect(due.dueBy).toBe(earlier === policy ? 'policy' : 'platform');
      }),
    );
  });

  it('by the policy alone once it was given, or when the window had shut before', () => {
    const clock = { startedAt: NOON, dueAt: atMinute(60) };
    expect(answerDue({ ...clock, doneAt: atMinute(10) }, atMinute(30))).toEqual({
      dueAt: atMinute(60),
      dueBy: 'policy',
    });
    expect(answerDue(clock, atMinute(-1))).toEqual({ dueAt: atMinute(60), dueBy: 'policy' });
  });
});

/** A ticket whose policy gives two days, on a platform that gives one. */
function waiting(beforeWindowClosesMinutes?: number) {
  const policy = { ...promising({ firstResponse: { minutes: 2 * DAY }, nextResponse: { minutes: 2 * DAY } }) };
  const book = { ...DEFAULT_SLA_BOOK, policy: { ...policy, beforeWindowClosesMinutes } };
  const story = ticketStory(book);
  let ids = 0;
  const ask = (minute: number) => {
    const message = { ...heard(customerMessage({ id: `in-${++ids}`, sentAt: atMinute(minute) })) };
    const windowed = { ...message, replyWindowClosesAt: atMinute(minute + DAY) };
    story.decide((ticket) =>
      foldHeard(ticket, [windowed], { ticketId: 't', now: atMinute(minute), policy: book.policy }),
    );
  };
  const windows = (from: number, to: number) =>
    swept(story, from, to).filter((told) => told.includes('window_closing'));
  return { story, book, ask, windows };
}

describe('before the window shuts', () => {
  it('somebody is told once, an hour before', () => {
    const { story, book, ask, windows } = waiting();
    ask(0);
    expect(closingWindow(story.ticket)).toMatchObject({ name: 'firstResponse', at: atMinute(DAY - 60) });
    expect([nextDue(story.ticket, book.policy), atMinute(DAY - 60)].sort()[1]).toBe(atMinute(DAY - 60));
    expect(windows(DAY - 62, DAY + 5)).toEqual([
      `${DAY - 60} window_closing firstResponse ${Date.parse(atMinute(DAY))}`,
    ]);
    expect(closingWindow(story.ticket)).toBeUndefined();
  });

  it('somebody is told again of the window that a further message opens, and not of one that was answered', () => {
    const { story, ask, windows } = waiting(30);
    ask(0);
    expect(windows(DAY - 31, DAY - 29)).toHaveLength(1);
    ask(DAY - 20);
    expect(windows(DAY - 19, DAY + 5)).toEqual([]);
    expect(windows(2 * DAY - 51, 2 * DAY - 45)).toHaveLength(1);
    story.hear(2 * DAY - 40, brandMessage({ sentAt: atMinute(2 * DAY - 40) }));
    ask(2 * DAY - 30);
    story.hear(2 * DAY - 20, brandMessage({ id: 'out-2', sentAt: atMinute(2 * DAY - 20) }));
    expect(windows(3 * DAY - 70, 3 * DAY)).toEqual([]);
  });

  it('nobody is told where the policy says so', () => {
    const { ask, windows } = waiting(0);
    ask(0);
    expect(windows(DAY - 62, DAY + 5)).toEqual([]);
  });
});
