import type { Calendar } from '#domain/calendar/calendar.ts';
import { WEEKDAYS, type Weekday } from '#domain/calendar/hours.ts';

/** Builders of calendars for tests. */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

type Week = Partial<Record<Weekday, readonly (readonly [string, string])[]>>;

/** A calendar of these intervals and no others. */
export function calendarOf(week: Week, zone = 'UTC', name = 'team'): Calendar {
  const days = WEEKDAYS.map((day) => [day, (week[day] ?? []).map(([from, to]) => ({ from, to }))]);
  return { name, version: '1', zone, weekly: Object.fromEntries(days), holidays: [], exceptions: [] };
}

/** The same intervals on each day. */
export function everyDay(intervals: readonly (readonly [string, string])[], zone?: string): Calendar {
  return calendarOf(Object.fromEntries(WEEKDAYS.map((day) => [day, intervals])), zone);
}
