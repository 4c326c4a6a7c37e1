import type { Calendar, Interval } from '#domain/calendar/calendar.ts';
import { dateOf } from '#domain/calendar/day.ts';

/** What a clock runs on: a calendar, or every hour there is. Apart from the schema, which no clock needs at run time. */

/** Monday first, as ISO weeks are. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Working time that never stops: no calendar to keep, and no zone to know. */
export const ROUND_THE_CLOCK = 'round_the_clock';

/** What a clock runs on. */
export type Hours = Calendar | typeof ROUND_THE_CLOCK;

const NINE_TO_FIVE: Interval[] = [{ from: '09:00', to: '17:00' }];

/** What `business` means where nobody has said: Monday to Friday, nine to five, UTC. */
export const DEFAULT_CALENDAR: Calendar = {
  name: 'business',
  version: 'calendar-1',
  zone: 'UTC',
  weekly: {
    mon: NINE_TO_FIVE,
    tue: NINE_TO_FIVE,
    wed: NINE_TO_FIVE,
    thu: NINE_TO_FIVE,
    fri: NINE_TO_FIVE,
    sat: [],
    sun: [],
  },
  holidays: [],
  exceptions: [],
};

/** The intervals that begin on a local day, as they were written. @param day days since 1970-01-01 */
export function intervalsOn({ weekly, holidays, exceptions }: Calendar, day: number): readonly Interval[] {
  const today = dateOf(day);
  const differing = exceptions.find(({ date }) => date === today);
  if (differing) return differing.intervals;
  if (holidays.some(({ date }) => date === today)) return [];
  // 1970-01-01 was a Thursday, the fourth of WEEKDAYS.
  const weekday = WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? 'mon';
  return weekly[weekday];
}
