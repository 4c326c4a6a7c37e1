import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/entry.ts';
import { foldHeard } from '#domain/fold.ts';
import { DEFAULT_SLA_BOOK } from '#domain/policy/book.ts';
import type { Target } from '#domain/policy/policy.ts';
import { closingWindow, lastMoment, replyWindow } from '#domain/reply-window.ts';
import { nextDue } from '#domain/sweep.ts';
import { asked, clocksAt, hears, historyOf, moves, promising } from '#tests/support/histories.ts';
import { atMinute, brandMessage, customerMessage, heard, NOON } from '#tests/support/messages.ts';
import { swept } from '#tests/support/sweeps.ts';
import { ticketStory } from '#tests/support/tickets.ts';

const DAY = 24 * 60;

describe('the window of a platform', () => {
  const own = { minutes: DAY, personMinutes: 7 * DAY };
  it.each([
    [0, ['answer', 'automatic_answer']],
    [DAY - 1, ['answer', 'automatic_answer']],
    [DAY, ['answer']],
    [7 * DAY, []],
  ])('after %i minutes lets %j', (minute, possible) => {
    expect(replyWindow(NOON, { own, others: [] }, atMinute(minute))).toEqual({
      closesAt: atMinute(7 * DAY),
      automationClosesAt: atMinute(DAY),
      possible,
    });
  });

  it('is one for everybody where people have no longer one, and what is possible afterwards is named', () => {
    const others = [{ kind: 'public_reply' }, { kind: 'private_reply', window: { minutes: 2 * DAY } }] as const;
    const windows = { own: { minutes: DAY }, others, afterwards: 'template' } as const;
    const at = (minute: number) => replyWindow(NOON, windows, atMinute(minute));
    expect(at(DAY - 1).possible).toEqual(['answer', 'automatic_answer', 'public_reply', 'private_reply']);
    expect(at(DAY)).toEqual({ closesAt: atMinute(DAY), possible: ['public_reply', 'private_reply', 'template'] });
    expect(at(2 * DAY).possible).toEqual(['public_reply', 'template']);
  });

  it('is not longer because the clock of the platform is ahead', () => {
    expect(lastMoment({ sentAt: atMinute(30), startsAt: NOON, windowMinutes: DAY })).toBe(atMinute(DAY));
    expect(lastMoment({ sentAt: NOON, startsAt: atMinute(2 * DAY), windowMinutes: DAY })).toBe(atMinute(DAY));
    expect(lastMoment({ sentAt: NOON })).toBeUndefined();
  });
});

const warn = [{ percent: 50 }, { minutesBefore: 60 }];

/** A clock of two days on a platform that takes an answer for one. */
const doored = (entries: readonly Entry[], minute: number, given: Partial<Target> = {}) => {
  const [clock] = clocksAt(minute, entries, {
    policy: promising({ firstResponse: { minutes: 2 * DAY, warn, ...given } }),
  });
  return clock;
};
const question = (minute: number, id = `m-${minute}`) =>
  hears(minute, [asked(id, minute, { windowMinutes: DAY })], minute === 0 ? 'new' : undefined);

describe('an answer is due', () => {
  it('when the platform takes none any more, if that is sooner, and people are warned before', () => {
    const clock = doored(historyOf(question(0)), 10);
    expect(clock).toMatchObject({ dueAt: atMinute(DAY), dueBy: 'platform', state: 'running', targetMinutes: 2 * DAY });
    expect(clock?.warnings).toEqual([
      { point: 0, at: atMinute(DAY / 2) },
      { point: 1, at: atMinute(DAY - 60) },
    ]);
    expect(doored(historyOf(question(0)), DAY)).toMatchObject({ state: 'breached', breachedAt: atMinute(DAY) });
  });

  it('by the policy where that is sooner', () => {
    const clock = doored(historyOf(question(0)), 10, { minutes: DAY });
    expect([clock?.dueAt, clock?.dueBy]).toEqual([atMinute(DAY), undefined]);
  });

  it('later when the customer writes again, which opens the window anew', () => {
    const clock = doored(historyOf(question(0), question(30)), DAY + 1);
    expect(clock).toMatchObject({ dueAt: atMinute(DAY + 30), dueBy: 'platform', state: 'running' });
  });

  it('by the policy alone where the window had shut before anybody could have known', () => {
    const late = asked('m-0', -2 * DAY, { startsAt: NOON, windowMinutes: DAY });
    expect(doored(historyOf(hears(0, [late], 'new')), 10)?.dueAt).toBe(atMinute(2 * DAY));
  });

  it('at no time while the clock stands still, but what was due before stays broken', () => {
    const pauseOn: Target['pauseOn'] = ['pending'];
    const rests = (minute: number) => historyOf(question(0), moves(minute, 'new', 'pending'));
    expect(doored(rests(10), 2 * DAY, { pauseOn })).toMatchObject({ state: 'paused', dueAt: undefined });
    expect(doored(rests(DAY + 5), 2 * DAY, { pauseOn })).toMatchObject({
      state: 'breached',
      breachedAt: atMinute(DAY),
    });
  });

  it('with the last minute of work before the door shuts, when it shuts while nobody is there', () => {
    // Asked on Friday at 16:50 of a day that ends at 17:00; the door shuts on Saturday at 16:50.
    const friday = 4 * DAY + 4 * 60 + 50;
    const policy = promising({ firstResponse: { minutes: 480, calendar: 'business', warn: [{ percent: 80 }] } });
    const [clock] = clocksAt(friday, historyOf(question(friday)), { policy });
    expect(clock).toMatchObject({ dueAt: atMinute(friday + DAY), dueBy: 'platform', allowedMs: 10 * 60_000 });
    expect(clock?.warnings).toEqual([{ point: 0, at: atMinute(friday + 8) }]);
  });
});

/** A ticket whose policy gives two days, on a platform that gives one. */
function waiting(beforeWindowClosesMinutes?: number) {
  const policy = { ...promising({ firstResponse: { minutes: 2 * DAY }, nextResponse: { minutes: 2 * DAY } }) };
  const book = { ...DEFAULT_SLA_BOOK, policy: { ...policy, beforeWindowClosesMinutes } };
  const story = ticketStory(book);
  let ids = 0;
  const ask = (minute: number) => {
    const message = heard(customerMessage({ id: `in-${++ids}`, sentAt: atMinute(minute) }));
    const windowed = { ...message, windowMinutes: DAY };
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

  it("the breach is the platform's, and is mended when the customer opens the window anew", () => {
    const { story, ask } = waiting();
    ask(0);
    const told = swept(story, 0, DAY + 5).filter((each) => each.includes('breached'));
    expect(told).toEqual([`${DAY} breached firstResponse 1`]);
    const breach = story.history.flatMap((entry) => entry.told ?? []).find(({ fact }) => fact === 'breached');
    expect(breach).toMatchObject({ dueAt: atMinute(DAY), dueBy: 'platform', minutesOver: 0 });
    ask(DAY + 10);
    expect(story.history.at(-1)?.told).toMatchObject([{ fact: 'recovered', cause: 'moved', dueAt: atMinute(2 * DAY) }]);
    expect(story.ticket.clocks.firstResponse).toMatchObject({ dueAt: atMinute(2 * DAY), dueBy: undefined });
  });

  it('nobody is told where the policy says so', () => {
    const { ask, windows } = waiting(0);
    ask(0);
    expect(windows(DAY - 62, DAY + 5)).toEqual([]);
  });
});
