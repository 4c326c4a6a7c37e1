import type { Calendar, Interval, Region } from '#domain/calendar/calendar.ts';
import { WEEKDAYS } from '#domain/calendar/hours.ts';
import { type HolidayTable, regionKey, withRegionalHolidays } from '#domain/calendar/regional-holidays.ts';
import { HORIZON_MS, workingSpans } from '#domain/calendar/working-time.ts';
import type { DocumentMistake } from '#domain/document-mistake.ts';
import { textMistakes, twiceMistakes } from '#domain/name-mistakes.ts';

/** What is wrong with a calendar that fits its schema, beyond what the schema can say. */

type Draft = Omit<Calendar, 'version'>;

/** What a calendar stands beside. */
export interface Beside {
  /** The other calendars in force. */
  readonly others: readonly Pick<Calendar, 'name' | 'teams' | 'accounts'>[];
  /** The public holidays that were compiled. */
  readonly holidays: HolidayTable;
  /** From when on it is to open. */
  readonly now: string;
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

interface Placed {
  readonly pointer: string;
  readonly interval: Interval;
  readonly from: number;
  readonly to: number;
}

/** Intervals as minutes since the day began; one that runs past midnight ends on the next day. */
function placed(intervals: readonly Interval[], pointer: string, day = 0): Placed[] {
  return intervals.map((interval, index) => {
    const { from, to } = interval;
    const start = day * DAY + minuteOf(from);
    const end = day * DAY + minuteOf(to) + (to <= from ? DAY : 0);
    return { pointer: `${pointer}/${index}`, interval, from: start, to: end };
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
function overlaps(intervals: readonly Placed[], shifts: readonly number[]): DocumentMistake[] {
  return intervals.flatMap((one, index) => {
    const other = intervals
      .slice(0, index)
      .find(({ from, to }) => shifts.some((shift) => one.from < to + shift && from + shift < one.to));
    if (!other) return [];
    const mend = 'Let it begin when the other ends, or make one of the two.';
    const [, , day] = other.pointer.startsWith('/weekly') ? other.pointer.split('/') : [];
    const detail = `It overlaps with ${other.interval.from} to ${other.interval.to} of ${day ?? 'the same day'}.`;
    return [{ pointer: one.pointer, detail, mend }];
  });
}

/** A day that differed in the past, or a week that holidays close for years, opens nothing any more. */
function closedForGood(draft: Draft, { holidays, now }: Beside): DocumentMistake[] {
  const from = Date.parse(now);
  const calendar = withRegionalHolidays({ ...draft, version: '' }, holidays);
  if (!workingSpans(calendar, from, from + HORIZON_MS).next().done) return [];
  const detail = 'It opens at no time in the next five years: nothing on it would ever be due.';
  return [{ pointer: '/weekly', detail, mend: 'Give at least one day of the week, or one to come, an interval.' }];
}

function weekMistakes({ weekly }: Draft): DocumentMistake[] {
  const days = WEEKDAYS.map((day, index) => ({ intervals: weekly[day], pointer: `/weekly/${day}`, index }));
  return [
    ...days.flatMap(({ intervals, pointer }) => empties(intervals, pointer)),
    ...overlaps(
      days.flatMap(({ intervals, pointer, index }) => placed(intervals, pointer, index)),
      [0, WEEK, -WEEK],
    ),
  ];
}

function exceptionMistakes({ exceptions }: Draft): DocumentMistake[] {
  return exceptions.flatMap(({ intervals }, index) => {
    const pointer = `/exceptions/${index}/intervals`;
    return [...empties(intervals, pointer), ...overlaps(placed(intervals, pointer), [0])];
  });
}

function twice(dates: readonly { readonly date: string }[], pointer: string): DocumentMistake[] {
  return dates.flatMap(({ date }, index) => {
    if (dates.findIndex((each) => each.date === date) === index) return [];
    return [{ pointer: `${pointer}/${index}/date`, detail: 'The same day twice.', mend: 'Leave one of them out.' }];
  });
}

function regionMistakes(regions: readonly Region[], holidays: HolidayTable): DocumentMistake[] {
  return regions.flatMap((region, index) => {
    if (Object.hasOwn(holidays, regionKey(region))) return [];
    const mend = [
      'Add it to `holidays` of the stage in bin/app.ts, run `npm run holidays` and deploy.',
      `Compiled are: ${Object.keys(holidays).join(', ')}.`,
    ].join(' ');
    return [{ pointer: `/regions/${index}`, detail: 'Its public holidays are not compiled.', mend }];
  });
}

/** A team, or an account, has one calendar: two that name it would leave it to chance. */
function claimMistakes(draft: Draft, others: Beside['others'], whose: 'teams' | 'accounts'): DocumentMistake[] {
  const names = draft[whose] ?? [];
  const claimed = names.flatMap((name, index) => {
    const other = others.find((each) => each.name !== draft.name && each[whose]?.includes(name));
    if (!other) return [];
    const detail = `The calendar ${other.name} names it already.`;
    return [{ pointer: `/${whose}/${index}`, detail, mend: `Take it from ${other.name} first, or leave it out here.` }];
  });
  const texts = names.flatMap((name, index) => textMistakes(name, `/${whose}/${index}`));
  return [...texts, ...twiceMistakes(names, `/${whose}`), ...claimed];
}

/** Everything that is wrong with a calendar. */
export function calendarMistakes(draft: Draft, beside: Beside): DocumentMistake[] {
  const { others, holidays } = beside;
  return [
    ...closedForGood(draft, beside),
    ...weekMistakes(draft),
    ...exceptionMistakes(draft),
    ...twice(draft.holidays, '/holidays'),
    ...twice(draft.exceptions, '/exceptions'),
    ...regionMistakes(draft.regions ?? [], holidays),
    ...claimMistakes(draft, others, 'teams'),
    ...claimMistakes(draft, others, 'accounts'),
  ];
}
