import type { Calendar, Interval } from '#domain/calendar/calendar.ts';
import { dateOf } from '#domain/calendar/day.ts';
import { intervalsOn } from '#domain/calendar/hours.ts';
import { localDay } from '#domain/calendar/local-time.ts';
import { HORIZON_MS, workingSpans } from '#domain/calendar/working-time.ts';

/** A calendar as it is posted: whether somebody is there, until or from when, and the week ahead. */

const DAYS_POSTED = 7;

/** One local day. */
export interface PostedDay {
  readonly date: string;
  readonly intervals: Interval[];
  /** The name of the holiday for which it is closed. */
  readonly holiday?: string | undefined;
}

export interface PostedHours {
  readonly open: boolean;
  readonly opensAt?: string | undefined;
  readonly closesAt?: string | undefined;
  readonly days: PostedDay[];
}

function dayOn(calendar: Calendar, day: number): PostedDay {
  const date = dateOf(day);
  const intervals = [...intervalsOn(calendar, day)];
  const holiday = calendar.holidays.find((each) => each.date === date);
  return { date, intervals, ...(holiday && intervals.length === 0 && { holiday: holiday.name }) };
}

/** The hours at an instant; neither opening nor closing is told when there is none within five years. */
export function postedHours(calendar: Calendar, now: string): PostedHours {
  const nowMs = Date.parse(now);
  const { value: span } = workingSpans(calendar, nowMs, nowMs + HORIZON_MS).next();
  const open = span?.from === nowMs;
  const edge = span && new Date(open ? span.to : span.from).toISOString();
  const first = localDay(calendar.zone, nowMs);
  const days = Array.from({ length: DAYS_POSTED }, (_, index) => dayOn(calendar, first + index));
  return { open, ...(edge && (open ? { closesAt: edge } : { opensAt: edge })), days };
}
