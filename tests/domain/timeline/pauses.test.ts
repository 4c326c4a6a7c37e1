import { describe, expect, it } from 'vitest';
import { calendarOf } from '#tests/support/calendars.ts';
import { answered, asked, clocksAt, hears, historyOf, moves, promising, takesBack } from '#tests/support/histories.ts';
import { atMinute } from '#tests/support/messages.ts';

const resolution = promising({ resolution: { minutes: 120, pauseOn: ['pending'] } });
const opened = hears(0, [asked('q1', 0)]);
const waits = hears(30, [answered('a1', 30)], 'pending');

describe('a clock that waits for the customer', () => {
  it('stands still meanwhile: no due time, and what remains', () => {
    expect(clocksAt(500, historyOf(opened, waits), { policy: resolution })).toMatchObject([
      {
        state: 'paused',
        dueAt: undefined,
        remainingMs: 90 * 60_000,
        elapsedMs: 30 * 60_000,
        pauses: [{ from: atMinute(30) }],
      },
    ]);
  });

  it('goes on where it stopped, and is due so much later', () => {
    const history = historyOf(opened, waits, hears(100, [asked('q2', 100)], 'open'));
    expect(clocksAt(101, history, { policy: resolution })).toMatchObject([
      {
        state: 'running',
        dueAt: atMinute(190),
        remainingMs: undefined,
        runs: [{ from: atMinute(0), to: atMinute(30) }, { from: atMinute(100) }],
        pauses: [{ from: atMinute(30), to: atMinute(100) }],
      },
    ]);
  });

  it('does not stand still for another status, unless the policy says so', () => {
    const history = historyOf(opened, moves(30, 'open', 'on_hold'), moves(60, 'on_hold', 'open'));
    expect(clocksAt(61, history, { policy: resolution })).toMatchObject([{ dueAt: atMinute(120), pauses: [] }]);
    const both = promising({ resolution: { minutes: 120, pauseOn: ['pending', 'on_hold'] } });
    expect(clocksAt(61, history, { policy: both })).toMatchObject([{ dueAt: atMinute(150) }]);
  });

  it('has one pause for two statuses in a row', () => {
    const both = promising({ resolution: { minutes: 120, pauseOn: ['pending', 'on_hold'] } });
    const history = historyOf(opened, waits, moves(60, 'pending', 'on_hold'), moves(70, 'on_hold', 'open'));
    expect(clocksAt(80, history, { policy: both })).toMatchObject([
      { pauses: [{ from: atMinute(30), to: atMinute(70) }], dueAt: atMinute(160) },
    ]);
  });

  it.each([
    [
      'stands still since an answer that was heard late was sent',
      55,
      [answered('a1', 30)],
      { state: 'paused', elapsedMs: 30 * 60_000 },
    ],
    [
      'is broken where it was due before that answer was sent',
      200,
      [answered('a1', 130)],
      { state: 'breached', breachedAt: atMinute(120) },
    ],
    [
      'stands still since the first of several',
      90,
      [answered('a2', 80), answered('a1', 30)],
      { pauses: [{ from: atMinute(30) }] },
    ],
    [
      'goes by no acknowledgement',
      90,
      [answered('ack', 10, { acknowledgement: true }), answered('a1', 30)],
      { pauses: [{ from: atMinute(30) }] },
    ],
    [
      'goes by no robot beside a person',
      90,
      [answered('robot', 10, { by: 'automation' }), answered('a1', 30)],
      { pauses: [{ from: atMinute(30) }] },
    ],
    [
      'stands still from no later than the hearing',
      90,
      [answered('a1', 100, { startsAt: atMinute(90) })],
      { pauses: [{ from: atMinute(90) }] },
    ],
  ])('%s', (_what, heardAt, messages, expected) => {
    const history = historyOf(opened, hears(heardAt, messages, 'pending'));
    expect(clocksAt(500, history, { policy: resolution })).toMatchObject([expected]);
  });

  it('stands still no earlier than the customer was heard last, or an agent put the ticket as it then stood', () => {
    const late = hears(90, [answered('a0', 20), answered('a1', 70)], 'pending');
    const asks = hears(60, [asked('q2', 50)]);
    expect(clocksAt(500, historyOf(opened, asks, late), { policy: resolution })).toMatchObject([
      { pauses: [{ from: atMinute(70) }] },
    ]);
    const held = historyOf(opened, moves(80, 'new', 'open'), late);
    expect(clocksAt(500, held, { policy: resolution })).toMatchObject([{ pauses: [{ from: atMinute(80) }] }]);
  });

  it('stays broken when it was due before it stood still', () => {
    const history = historyOf(opened, moves(130, 'open', 'pending'));
    expect(clocksAt(500, history, { policy: resolution })).toMatchObject([
      { state: 'breached', dueAt: atMinute(120), breachedAt: atMinute(120) },
    ]);
  });

  it('stands still at night all the same: pauses and closing times are each counted once', () => {
    // Noon to five on Monday, then from nine: the pause takes Monday 15:00 to Tuesday 10:00.
    const day = [['09:00', '17:00']] as const;
    const calendars = [calendarOf({ mon: day, tue: day }, 'UTC', 'business')];
    const policy = promising({ resolution: { minutes: 240, calendar: 'business', pauseOn: ['pending'] } });
    const history = historyOf(opened, moves(180, 'open', 'pending'), moves(22 * 60, 'pending', 'open'));
    expect(clocksAt(1500, history, { policy, calendars })).toMatchObject([
      { dueAt: atMinute(23 * 60), calendar: 'business' },
    ]);
  });
});

describe('the resolution of an episode', () => {
  it('is met at the very minute, and broken a moment later', () => {
    const met = clocksAt(500, historyOf(opened, moves(120, 'new', 'resolved')), { policy: resolution });
    expect(met).toMatchObject([{ state: 'met', doneAt: atMinute(120), dueAt: atMinute(120) }]);
    const broken = clocksAt(500, historyOf(opened, moves(121, 'new', 'resolved')), { policy: resolution });
    expect(broken).toMatchObject([{ state: 'breached', breachedAt: atMinute(120), doneAt: atMinute(121) }]);
  });

  it('runs no further on a ticket that is spam, closed or merged', () => {
    const spam = historyOf(opened, moves(60, 'new', 'spam'));
    expect(clocksAt(5000, spam, { policy: resolution })).toMatchObject([{ state: 'ended', endedAt: atMinute(60) }]);
    const merged = historyOf(opened, {
      at: atMinute(60),
      by: { kind: 'system' },
      deed: { type: 'merged_into', ticketId: 'other' },
      state: { status: 'closed' },
    });
    expect(clocksAt(5000, merged, { policy: resolution })).toMatchObject([{ state: 'ended', endedAt: atMinute(60) }]);
  });

  it('ends when the customer takes everything back', () => {
    const history = historyOf(opened, takesBack(50, 'q1'), moves(60, 'new', 'resolved'));
    expect(clocksAt(5000, history, { policy: resolution })).toMatchObject([{ state: 'ended', endedAt: atMinute(50) }]);
  });
});

describe('the whole matter', () => {
  const policy = promising({ totalResolution: { minutes: 120, pauseOn: ['pending'] } });
  const again = [opened, moves(60, 'new', 'resolved'), hears(200, [asked('q2', 200)], 'open')] as const;

  it('rests between a resolution and the reopening, and is one clock', () => {
    expect(clocksAt(61, historyOf(...again.slice(0, 2)), { policy })).toMatchObject([
      { state: 'met', doneAt: atMinute(60) },
    ]);
    expect(clocksAt(201, historyOf(...again), { policy })).toMatchObject([
      { episode: 2, state: 'running', dueAt: atMinute(260), pauses: [{ from: atMinute(60), to: atMinute(200) }] },
    ]);
    expect(clocksAt(500, historyOf(...again, moves(230, 'open', 'resolved')), { policy })).toMatchObject([
      { state: 'met', doneAt: atMinute(230), elapsedMs: 90 * 60_000 },
    ]);
  });
});

describe('word from time to time', () => {
  it('is owed by nobody while the customer is waited for, however late the answer was heard', () => {
    const policy = promising({ firstResponse: { minutes: 30 }, periodicUpdate: { minutes: 30, pauseOn: ['pending'] } });
    const history = historyOf(opened, hears(65, [answered('a1', 20)], 'pending'));
    expect(clocksAt(66, history, { policy })).toMatchObject([
      { clock: 'firstResponse', state: 'met', doneAt: atMinute(20) },
      { clock: 'periodicUpdate', state: 'paused', elapsedMs: 0 },
    ]);
  });

  const policy = promising({ periodicUpdate: { minutes: 120, pauseOn: ['on_hold'] } });

  it('is owed once the customer has had an answer, and again after each', () => {
    const history = historyOf(
      opened,
      hears(30, [answered('a1', 30)]),
      hears(100, [answered('a2', 100)]),
      hears(110, [answered('robot', 110, { by: 'automation' })]),
    );
    expect(clocksAt(120, historyOf(opened), { policy })).toEqual([]);
    expect(clocksAt(120, history, { policy })).toMatchObject([
      { cycle: 1, startedAt: atMinute(30), doneAt: atMinute(100), state: 'met' },
      { cycle: 2, startedAt: atMinute(100), dueAt: atMinute(220), state: 'running' },
    ]);
  });

  it('ends with the resolution', () => {
    const history = historyOf(opened, hears(30, [answered('a1', 30)]), moves(90, 'open', 'resolved'));
    expect(clocksAt(500, history, { policy })).toMatchObject([{ cycle: 1, state: 'ended', endedAt: atMinute(90) }]);
  });
});

describe('warnings', () => {
  const warn = [{ percent: 50 }, { minutesBefore: 10 }, { minutesBefore: 500 }];

  it('come at a share of the target, at so many minutes before it, and at the start at the latest', () => {
    const policy = promising({ resolution: { minutes: 120, warn } });
    expect(clocksAt(1, historyOf(opened), { policy })[0]?.warnings).toEqual([
      { point: 0, at: atMinute(60) },
      { point: 1, at: atMinute(110) },
      { point: 2, at: atMinute(0) },
    ]);
  });

  it('do not come once it is over, nor while it stands still before', () => {
    const policy = promising({ resolution: { minutes: 120, warn, pauseOn: ['pending'] } });
    const done = clocksAt(500, historyOf(opened, moves(60, 'new', 'resolved')), { policy });
    expect(done[0]?.warnings.map(({ point }) => point)).toEqual([2]);
    const still = clocksAt(500, historyOf(opened, moves(70, 'new', 'pending')), { policy });
    expect(still[0]?.warnings.map(({ point }) => point)).toEqual([0, 2]);
  });
});

describe('a history of an earlier version', () => {
  it('is read by its deeds', () => {
    const bare = (minute: number, written: ReturnType<typeof moves>) => ({
      ...written,
      at: atMinute(minute),
      state: undefined,
    });
    const history = historyOf(
      hears(0, [asked('q1', 0)]),
      bare(10, moves(10, 'new', 'pending')),
      bare(20, moves(20, 'pending', 'resolved')),
      hears(30, [asked('q2', 30)]),
    );
    expect(clocksAt(31, history, { policy: resolution })).toMatchObject([
      { episode: 1, state: 'met', elapsedMs: 10 * 60_000 },
      { episode: 2, state: 'running', startedAt: atMinute(30) },
    ]);
  });
});
