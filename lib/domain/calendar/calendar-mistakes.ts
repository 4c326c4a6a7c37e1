import type { Calendar, Region } from '#domain/calendar/calendar.ts';
import { differingDayMistakes, weekMistakes } from '#domain/calendar/interval-mistakes.ts';
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

/** A day that differed in the past, or a week that holidays close for years, opens nothing any more. */
function closedForGood(calendar: Calendar, now: string): DocumentMistake[] {
  const from = Date.parse(now);
  if (!workingSpans(calendar, from, from + HORIZON_MS).next().done) return [];
  const detail = 'It opens at no time in the next five years: nothing on it would ever be due.';
  return [{ pointer: '/weekly', detail, mend: 'Give at least one day of the week, or one to come, an interval.' }];
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
  const { others, holidays, now } = beside;
  const calendar = withRegionalHolidays({ ...draft, version: '' }, holidays);
  return [
    ...closedForGood(calendar, now),
    ...weekMistakes(draft),
    ...differingDayMistakes(calendar),
    ...twice(draft.holidays, '/holidays'),
    ...twice(draft.exceptions, '/exceptions'),
    ...regionMistakes(draft.regions ?? [], holidays),
    ...claimMistakes(draft, others, 'teams'),
    ...claimMistakes(draft, others, 'accounts'),
  ];
}
