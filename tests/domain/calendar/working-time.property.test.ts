import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar } from '#domain/calendar/calendar.ts';
import { type Hours, ROUND_THE_CLOCK, WEEKDAYS } from '#domain/calendar/hours.ts';
import { addWorkingMs, HORIZON_MS, workingMsBetween, workingSpans } from '#domain/calendar/working-time.ts';
import { transitionBetween } from '#domain/calendar/zone.ts';
import { HOUR_MS, MINUTE_MS } from '#tests/support/calendars.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
];

const minute = fc
  .nat(1439)
  .map((all) => `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`);
const interval = fc.record({ from: minute, to: fc.oneof(minute, fc.constant('24:00')) });
const intervals = fc.array(interval, { maxLength: 3 });
const date = fc
  .integer({ min: 20_454, max: 21_183 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

const calendar: fc.Arbitrary<Calendar> = fc.record({
  name: fc.constant('team'),
  version: fc.constant('1'),
  zone: fc.constantFrom(...ZONES),
  weekly: fc
    .array(intervals, { minLength: 7, maxLength: 7 })
    .map((days) => Object.fromEntries(WEEKDAYS.map((day, index) => [day, days[index] ?? []])) as Calendar['weekly']),
  holidays: fc.array(fc.record({ date, name: fc.constant('Holiday') }), { maxLength: 5 }),
  exceptions: fc.array(fc.record({ date, intervals }), { maxLength: 3 }),
});
const hours: fc.Arbitrary<Hours> = fc.oneof(
  { weight: 9, arbitrary: calendar },
  { weight: 1, arbitrary: fc.constant(ROUND_THE_CLOCK) },
);
/** Instants of 2026 and 2027. */
const instant = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') });
const length = fc.integer({ min: 0, max: 40 * 24 * HOUR_MS });

describe('working time', () => {
  it('adds up, wherever a stretch is cut', () => {
    fc.assert(
      fc.property(hours, instant, fc.tuple(length, length), (calendar, from, [first, second]) => {
        const [middle, end] = [from + first, from + first + second];
        const parts = workingMsBetween(calendar, from, middle) + workingMsBetween(calendar, middle, end);
        expect(workingMsBetween(calendar, from, end)).toBe(parts);
        expect(parts).toBeLessThanOrEqual(end - from);
      }),
    );
  });

  it('is added so that exactly so much lies between, and not a millisecond earlier', () => {
    fc.assert(
      fc.property(hours, instant, fc.integer({ min: 1, max: 200 * HOUR_MS }), (calendar, from, ms) => {
        const due = addWorkingMs(calendar, from, ms);
        if (due === undefined) {
          expect(workingMsBetween(calendar, from, from + HORIZON_MS)).toBeLessThan(ms);
          return;
        }
        expect(workingMsBetween(calendar, from, due)).toBe(ms);
        expect(workingMsBetween(calendar, from, due - 1)).toBe(ms - 1);
      }),
    );
  });

  it('is due no earlier for more of it, nor for a later start', () => {
    fc.assert(
      fc.property(hours, instant, fc.tuple(length, fc.nat(100 * HOUR_MS)), (calendar, from, [later, ms]) => {
        const due = addWorkingMs(calendar, from, ms) ?? Number.POSITIVE_INFINITY;
        expect(addWorkingMs(calendar, from, ms + MINUTE_MS) ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(due);
        // A horizon of five years begins with the start, so only what both can see is compared.
        const laterDue = addWorkingMs(calendar, from + later, ms);
        if (laterDue !== undefined && due !== Number.POSITIVE_INFINITY) expect(laterDue).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  it('comes in spans that are in order and apart', () => {
    fc.assert(
      fc.property(hours, instant, length, (calendar, from, ms) => {
        const spans = [...workingSpans(calendar, from, from + ms)];
        const edges = spans.flatMap(({ from: begins, to: ends }) => [begins, ends]);
        expect(new Set(edges).size).toBe(edges.length);
        expect(edges).toEqual([...edges].sort((a, b) => a - b));
      }),
    );
  });

  it('is open when the wall clock shows an interval, and shut when it shows none', () => {
    fc.assert(
      fc.property(calendar, fc.integer({ min: 0, max: 700 }), (given, day) => {
        const plain = { ...given, holidays: [], exceptions: [] };
        const from = Date.parse('2026-01-01') + day * 24 * HOUR_MS;
        const open = [...workingSpans(plain, from, from + 12 * HOUR_MS)];
        // A repeated hour is open from the first of an opening to the last of a closing, whatever it shows twice.
        const isPlain = transitionBetween(plain.zone, from - 36 * HOUR_MS, from + 36 * HOUR_MS) === undefined;
        for (let at = from; at < from + 12 * HOUR_MS; at += 7 * MINUTE_MS) {
          const isOpen = open.some((span) => span.from <= at && at < span.to);
          if (isPlain || !isOpen) expect(shows(plain, at)).toBe(isOpen);
        }
      }),
      { numRuns: 60 },
    );
  });
});

const WEEKDAY_NAMES: Readonly<Record<string, number>> = { Mon: 0, Tue: 1, Wed: 2, Thu: 3, Fri: 4, Sat: 5, Sun: 6 };
const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** Whether an interval of the week holds what a wall clock shows, told without any arithmetic on instants. */
function shows({ zone, weekly }: Calendar, at: number): boolean {
  const made =
    wallClocks.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit' });
  wallClocks.set(zone, made);
  const [, name = 'Mon', time = ''] = /^(\w+),? (\d\d:\d\d)$/.exec(made.format(at)) ?? [];
  const today = WEEKDAY_NAMES[name] ?? 0;
  const of = (day: number) => weekly[WEEKDAYS[(day + 7) % 7] ?? 'mon'];
  const todays = of(today).some(({ from, to }) => from <= time && (to <= from || time < to));
  return todays || of(today - 1).some(({ from, to }) => to <= from && time < to);
}
