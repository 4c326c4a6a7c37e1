import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CALENDAR, type Hours, ROUND_THE_CLOCK } from '#domain/calendar/hours.ts';
import { workingMsBetween } from '#domain/calendar/working-time.ts';
import { expectedAnswerOf, type Load, roundedUp } from '#domain/promise/expectation.ts';

const BERLIN: Hours = { ...DEFAULT_CALENDAR, zone: 'Europe/Berlin' };
const hours = fc.constantFrom<Hours>(DEFAULT_CALENDAR, BERLIN, ROUND_THE_CLOCK);
const now = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const load = fc.record<Load>({
  hours,
  ahead: fc.nat(400),
  staff: fc.integer({ min: 1, max: 30 }),
  handlingMinutes: fc.integer({ min: 1, max: 60 }),
});

const untilOf = (at: string, given: Load): string => expectedAnswerOf(at, given)?.until ?? '';

describe('an expected answer', () => {
  it('is never before now, and work enough fits before it', () => {
    fc.assert(
      fc.property(now, load, (at, given) => {
        const until = untilOf(at, given);
        const workMs = (given.ahead + 1) * given.handlingMinutes * 60_000;
        expect(until > at).toBe(true);
        expect(workingMsBetween(given.hours, Date.parse(at), Date.parse(until)) * given.staff).toBeGreaterThanOrEqual(
          workMs,
        );
      }),
    );
  });

  it('is never sooner than one answer takes, however many people there are', () => {
    fc.assert(
      fc.property(now, load, (at, given) => {
        const workingMs = workingMsBetween(given.hours, Date.parse(at), Date.parse(untilOf(at, given)));
        expect(workingMs).toBeGreaterThanOrEqual(given.handlingMinutes * 60_000);
      }),
    );
    const crowd = { hours: ROUND_THE_CLOCK, ahead: 0, staff: 10, handlingMinutes: 60 } as const;
    expect(expectedAnswerOf('2026-03-02T10:00:00.000Z', crowd)).toMatchObject({ kind: 'within', minutes: 60 });
  });

  it('is within opening hours, whether it is open or closed', () => {
    fc.assert(
      fc.property(now, load, (at, given) => {
        const { kind, from = at, until } = expectedAnswerOf(at, given) ?? { kind: 'from', until: at };
        const [fromMs, untilMs] = [Date.parse(from), Date.parse(until)];
        expect(workingMsBetween(given.hours, fromMs, untilMs)).toBe(untilMs - fromMs);
        if (kind === 'from') expect(from > at).toBe(true);
      }),
    );
  });

  it('is no earlier for more work ahead, and no later for more people', () => {
    fc.assert(
      fc.property(now, load, fc.nat(50), (at, given, more) => {
        const until = untilOf(at, given);
        expect(untilOf(at, { ...given, ahead: given.ahead + more }) >= until).toBe(true);
        expect(untilOf(at, { ...given, staff: given.staff + more }) <= until).toBe(true);
      }),
    );
  });

  it('is rounded up, and never by more than to the next step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (minutes) => {
        expect(roundedUp(minutes)).toBeGreaterThanOrEqual(minutes);
        expect(roundedUp(roundedUp(minutes))).toBe(roundedUp(minutes));
      }),
    );
  });
});

describe('an expected answer of a team that works nine to five', () => {
  const alone = { hours: DEFAULT_CALENDAR, ahead: 0, staff: 1, handlingMinutes: 10 };
  it.each([
    ['open', '2026-03-02T10:00:00.000Z', 0, { kind: 'within', minutes: 15, until: '2026-03-02T10:15:00.000Z' }],
    ['open, eight ahead', '2026-03-02T10:00:00.000Z', 8, { kind: 'within', minutes: 120 }],
    ['short of closing', '2026-03-02T16:00:00.000Z', 3, { kind: 'within', minutes: 60 }],
    ['rounded past closing', '2026-03-02T16:05:00.000Z', 3, { kind: 'by', until: '2026-03-02T17:00:00.000Z' }],
    ['too late for today', '2026-03-02T16:55:00.000Z', 0, { kind: 'from', from: '2026-03-03T09:00:00.000Z' }],
    ['closed', '2026-03-02T20:00:00.000Z', 0, { kind: 'from', from: '2026-03-03T09:00:00.000Z' }],
    ['closed, more than a day ahead', '2026-03-02T20:00:00.000Z', 50, { from: '2026-03-04T09:00:00.000Z' }],
    ['weekend', '2026-03-07T12:00:00.000Z', 0, { from: '2026-03-09T09:00:00.000Z' }],
  ])('%s', (_, at, ahead, expected) => {
    expect(expectedAnswerOf(at, { ...alone, ahead })).toMatchObject(expected);
  });

  it('is none where nobody ever works', () => {
    const never = { ...DEFAULT_CALENDAR, weekly: { ...DEFAULT_CALENDAR.weekly } };
    for (const day of ['mon', 'tue', 'wed', 'thu', 'fri'] as const) never.weekly[day] = [];
    expect(expectedAnswerOf('2026-03-02T10:00:00.000Z', { ...alone, hours: never })).toBeUndefined();
  });
});
