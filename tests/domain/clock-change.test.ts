import { describe, expect, it } from 'vitest';
import { clockChanges, rederived } from '#domain/clock-change.ts';
import { moveTo } from '#domain/commands.ts';
import { DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import { look } from '#domain/sweep.ts';
import { calendarOf } from '#tests/support/calendars.ts';
import { promising } from '#tests/support/histories.ts';
import { atMinute, brandMessage, customerMessage } from '#tests/support/messages.ts';
import { ticketStory } from '#tests/support/tickets.ts';

type Targets = Parameters<typeof promising>[0];

const bookOf = (targets: Targets): SlaBook => ({ ...DEFAULT_SLA_BOOK, policy: promising(targets) });
const HOUR = bookOf({ firstResponse: { minutes: 60, warn: [{ percent: 50 }] } });

/** A customer wrote at noon; the ticket stands as the book makes it. */
function opened(book: SlaBook = HOUR) {
  const story = ticketStory(book);
  story.hear(0, customerMessage());
  return story;
}

type Story = ReturnType<typeof opened>;

/** What another book would change at a minute: clock, effects and both due times. */
function changesBy({ ticket, history }: Story, book: SlaBook, minute: number) {
  const after = rederived(ticket, history, { book, now: atMinute(minute) });
  return clockChanges(ticket, after);
}
const effectsBy = (story: Story, book: SlaBook, minute: number) =>
  changesBy(story, book, minute).map(({ clock, effects }) => [clock, ...effects].join(' '));

describe('what another policy would change', () => {
  it('is nothing when nothing is different', () => {
    expect(changesBy(opened(), HOUR, 10)).toEqual([]);
  });

  it('is nothing either when a clock is due that the sweep has not seen yet', () => {
    expect(changesBy(opened(), HOUR, 61)).toEqual([]);
  });

  it.each<[string, Targets, string[]]>([
    [
      'a later target',
      { firstResponse: { minutes: 90, warn: [{ percent: 50 }] } },
      ['firstResponse due_later warning_moved'],
    ],
    [
      'an earlier one',
      { firstResponse: { minutes: 50, warn: [{ minutesBefore: 10 }] } },
      ['firstResponse due_earlier warning_moved'],
    ],
    ['one that is over by now', { firstResponse: { minutes: 15 } }, ['firstResponse due_earlier newly_breached']],
    [
      'one that has warned by now',
      { firstResponse: { minutes: 60, warn: [{ percent: 25 }] } },
      ['firstResponse newly_warned warning_moved'],
    ],
    [
      'another warning to come',
      { firstResponse: { minutes: 60, warn: [{ percent: 75 }] } },
      ['firstResponse warning_moved'],
    ],
    ['no target', {}, ['firstResponse no_longer_kept']],
    [
      'a new target',
      { firstResponse: { minutes: 60, warn: [{ percent: 50 }] }, resolution: { minutes: 120 } },
      ['resolution newly_kept'],
    ],
    [
      'a new target that is over by now',
      { firstResponse: { minutes: 60, warn: [{ percent: 50 }] }, resolution: { minutes: 5 } },
      ['resolution newly_kept newly_breached'],
    ],
  ])('%s, twenty minutes in', (_, targets, expected) => {
    expect(effectsBy(opened(), bookOf(targets), 20)).toEqual(expected);
  });

  it('takes a breach back that was told, and the change that does so tells it once', () => {
    const story = opened();
    story.decide((ticket, book) => look(ticket, atMinute(60), book));
    const later = bookOf({ firstResponse: { minutes: 120, warn: [{ percent: 50 }] } });
    expect(effectsBy(story, later, 70)).toEqual(['firstResponse due_later no_longer_breached newly_warned']);
    const { lastEntry } = rederived(story.ticket, story.history, { book: later, now: atMinute(70) });
    expect(lastEntry.told).toEqual([expect.objectContaining({ fact: 'recovered', cause: 'moved' })]);
  });

  it('moves a clock onto the hours of another calendar', () => {
    const night = calendarOf({ mon: [['20:00', '23:00']], tue: [['20:00', '23:00']] }, 'UTC', 'night');
    const policy = promising({ firstResponse: { minutes: 60, warn: [{ percent: 50 }], calendar: 'night' } });
    const [change] = changesBy(opened(), { policy, calendars: [night] }, 10);
    expect(change?.before?.dueAt).toBe(atMinute(60));
    expect(change?.after?.dueAt?.slice(11)).toBe('21:00:00.000Z');
  });

  it('changes what is left of a clock that stands still', () => {
    const paused = (minutes: number) => bookOf({ resolution: { minutes, pauseOn: ['pending'] } });
    const story = opened(paused(60));
    story.decide((ticket) =>
      moveTo(ticket, {
        by: { kind: 'agent', id: 'agent-1' },
        now: atMinute(10),
        ifMatch: ticket?.workVersion ?? 0,
        to: 'pending',
        lastMessageSeen: 1,
      }),
    );
    const [change] = changesBy(story, paused(90), 20);
    expect(change).toMatchObject({
      effects: ['due_later'],
      before: { remainingMs: 50 * 60_000 },
      after: { remainingMs: 80 * 60_000 },
    });
  });

  it('of a clock that is done, concerns what is told of it afterwards alone', () => {
    const story = opened();
    story.hear(20, brandMessage({ sentAt: atMinute(20) }));
    expect(effectsBy(story, bookOf({ firstResponse: { minutes: 15 } }), 30)).toEqual(['firstResponse over']);
  });
});
