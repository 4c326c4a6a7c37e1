import type { Calendar, Interval } from '#domain/calendar/calendar.ts';
import { dateOf, dayOf } from '#domain/calendar/day.ts';
import { intervalsOn, WEEKDAYS } from '#domain/calendar/hours.ts';
import type { DocumentMistake } from '#domain/document-mistake.ts';

/** Where the intervals of a calendar are in each other's way, those of the week and those of days that differ. */

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

interface Placed {
  readonly pointer: string;
  /** What people call the day on which it begins. */
  readonly day: string;
  readonly interval: Interval;
  readonly from: number;
  readonly to: number;
}

interface Place {
  readonly pointer: string;
  readonly day: string;
  /** Days after the first of those that are compared. */
  readonly after?: number;
}

/** Intervals as minutes since the first day began; one that runs past midnight ends on the next day. */
function placed(intervals: readonly Interval[], { pointer, day, after = 0 }: Place): Placed[] {
  return intervals.map((interval, index) => {
    const { from, to } = interval;
    const start = after * DAY + minuteOf(from);
    const end = after * DAY + minuteOf(to) + (to <= from ? DAY : 0);
    return { pointer: `${pointer}/${index}`, day, interval, from: start, to: end };
  });
}

/** An interval that ends when it begins lasts a day and a night, which nobody means who writes it. */
function empties(intervals: readonly Interval[], pointer: string): DocumentMistake[] {
  return intervals.flatMap(({ from, to }, index) => {
    if (from !== to) return [];
    const mend = 'End it later than it begins; a whole day is 00:00 to 24:00.';
    return [{ pointer: `${pointer}/${index}`, detail: 'It ends when it begins.', mend }];
  });
}

/** @param shifts by how many minutes an interval may come again: a Sunday's night runs into Monday. */
function meets(one: Placed, others: readonly Placed[], shifts: readonly number[] = [0]): DocumentMistake[] {
  const other = others.find(({ from, to }) => shifts.some((shift) => one.from < to + shift && from + shift < one.to));
  if (!other) return [];
  const mend = 'Let it begin when the other ends, or make one of the two.';
  const detail = `It overlaps with ${other.interval.from} to ${other.interval.to} of ${other.day}.`;
  return [{ pointer: one.pointer, detail, mend }];
}

/** What is wrong with the intervals of the week. */
export function weekMistakes({ weekly }: Pick<Calendar, 'weekly'>): DocumentMistake[] {
  const days = WEEKDAYS.map((day, after) => ({
    intervals: weekly[day],
    place: { pointer: `/weekly/${day}`, day, after },
  }));
  const all = days.flatMap(({ intervals, place }) => placed(intervals, place));
  return [
    ...days.flatMap(({ intervals, place: { pointer } }) => empties(intervals, pointer)),
    ...all.flatMap((one, index) => meets(one, all.slice(0, index), [0, WEEK, -WEEK])),
  ];
}

/** The intervals that begin on a day; fast however many days differ. */
function openOn({ holidays, exceptions, ...rest }: Calendar): (day: number) => readonly Interval[] {
  const differing = new Map(exceptions.map(({ date, intervals }) => [date, intervals]));
  const closed = new Set(holidays.map(({ date }) => date));
  const week = { ...rest, holidays: [], exceptions: [] };
  return (day) => differing.get(dateOf(day)) ?? (closed.has(dateOf(day)) ? [] : intervalsOn(week, day));
}

/**
 * What is wrong with the intervals of days that differ, which may run into the day after as that before may run into them.
 * @param calendar with the public holidays of its regions.
 */
export function differingDayMistakes(calendar: Calendar): DocumentMistake[] {
  const { exceptions } = calendar;
  const on = openOn(calendar);
  const differ = new Set(exceptions.map(({ date }) => date));
  return exceptions.flatMap(({ date, intervals }, index) => {
    const pointer = `/exceptions/${index}/intervals`;
    const day = dayOf(date);
    const beside = (after: number) => placed(on(day + after), { pointer: '', day: dateOf(day + after), after });
    // Of two days that differ the first tells it of both.
    const around = [...(differ.has(dateOf(day - 1)) ? [] : beside(-1)), ...beside(1)];
    const own = placed(intervals, { pointer, day: 'the same day' });
    const overlaps = own.flatMap((one, at) => meets(one, [...own.slice(0, at), ...around]));
    return [...empties(intervals, pointer), ...overlaps];
  });
}
