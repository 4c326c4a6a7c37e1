import fc from 'fast-check';
import type { Calendar, Interval } from '#domain/calendar/calendar.ts';
import { dateShown, type Minute } from '../wall-time.ts';
import { ZONES } from './moments.ts';

/** Random calendars: lunch breaks, night shifts, whole days, overlaps, holidays, days that differ, weeks without work. */

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const DAY_MINUTES = 24 * 60;

/** An interval by its beginning and its length; a whole day at most. */
function intervalOf(from: number, length: number): Interval {
  const to = from + length;
  return { from: clockTime(from), to: clockTime(to > DAY_MINUTES ? to - DAY_MINUTES : to) };
}

/** Any minute, though people like quarters. */
const opening = fc.oneof(
  fc.nat(95).map((quarter) => quarter * 15),
  fc.nat(DAY_MINUTES - 1),
);
const length = fc.oneof(
  fc.integer({ min: 2, max: 96 }).map((quarters) => quarters * 15),
  fc.integer({ min: 30, max: DAY_MINUTES }),
);
const interval = fc.tuple(opening, length).map(([from, minutes]) => intervalOf(from, minutes));
/** Only beside longer ones: a week of a few minutes takes years to work off a target. */
const moment = fc.tuple(opening, fc.integer({ min: 1, max: 29 })).map(([from, minutes]) => intervalOf(from, minutes));

/** What people really write down. */
const usual = fc.constantFrom<Interval[]>(
  [{ from: '09:00', to: '17:00' }],
  [
    { from: '08:30', to: '12:00' },
    { from: '13:00', to: '17:15' },
  ],
  [{ from: '22:00', to: '06:00' }],
  [{ from: '00:00', to: '24:00' }],
  [
    { from: '00:00', to: '02:30' },
    { from: '18:00', to: '24:00' },
  ],
);
const day = fc.oneof(
  { arbitrary: usual, weight: 3 },
  { arbitrary: fc.array(interval, { minLength: 1, maxLength: 3 }), weight: 2 },
  { arbitrary: fc.tuple(interval, moment).map((both) => [...both]), weight: 1 },
);
const dayOrNone = fc.oneof(fc.constant<Interval[]>([]), day);

const sameEachDay = day.map((each) => ({ mon: each, tue: each, wed: each, thu: each, fri: each, sat: [], sun: [] }));
const anyWeek = fc.record({
  mon: day,
  tue: dayOrNone,
  wed: dayOrNone,
  thu: dayOrNone,
  fri: dayOrNone,
  sat: dayOrNone,
  sun: dayOrNone,
});
const noWeek = fc.constant<Calendar['weekly']>({ mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] });
const week: fc.Arbitrary<Calendar['weekly']> = fc.oneof(
  { arbitrary: sameEachDay, weight: 4 },
  { arbitrary: anyWeek, weight: 4 },
  { arbitrary: noWeek, weight: 1 },
);

/** Dates about the case's beginning, each once. */
function dates(origin: Minute, maxLength: number): fc.Arbitrary<string[]> {
  return fc
    .uniqueArray(fc.integer({ min: -3, max: 20 }), { maxLength })
    .map((days) => days.map((each) => dateShown(origin, each)));
}

function calendarNamed(name: string, origin: Minute): fc.Arbitrary<Calendar> {
  return fc.record({
    name: fc.constant(name),
    version: fc.constant('1'),
    zone: fc.constantFrom(...ZONES),
    weekly: week,
    holidays: dates(origin, 3).map((all) => all.map((date) => ({ date, name: 'Holiday' }))),
    exceptions: dates(origin, 3).chain((all) =>
      fc
        .array(fc.array(interval, { maxLength: 2 }), { minLength: all.length, maxLength: all.length })
        .map((intervals) => all.map((date, index) => ({ date, intervals: intervals[index] ?? [] }))),
    ),
  });
}

/** The calendars of a case: `business`, that of a team, that of an account, and one that only a policy names. */
export function calendarsAbout(origin: Minute): fc.Arbitrary<Calendar[]> {
  return fc
    .tuple(
      calendarNamed('business', origin),
      calendarNamed('team', origin).map((team) => ({ ...team, teams: ['team-a'] })),
      calendarNamed('account', origin).map((account) => ({ ...account, accounts: ['shop'] })),
      calendarNamed('night', origin),
    )
    .map((all) => all);
}
