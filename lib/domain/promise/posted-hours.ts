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
  /** Those that begin on it. */
  readonly intervals: Interval[];
  /** Until when it is open by an interval of the day before that runs past midnight, on a holiday too; a local time. */
  readonly nightUntil?: string | undefined;
  /** The name of the holiday for which it is closed. */
  readonly holiday?: string | undefined;
}

export interface PostedHours {
  readonly open: boolean;
  readonly opensAt?: string | undefined;
  readonly closesAt?: string | undefined;
  readonly days: PostedDay[];
}

/** When the last interval of the day before ends, where that is on this day. */
function nightUntil(calendar: Calendar, day: number): string | undefined {
  const ends = intervalsOn(calendar, day - 1).flatMap(({ from, to }) => (to <= from && to !== '00:00' ? [to] : []));
  return ends.sort().at(-1);
}

function dayOn(calendar: Calendar, day: number): PostedDay {
  const date = dateOf(day);
  const intervals = [...intervalsOn(calendar, day)];
  const holiday = calendar.holidays.find((each) => each.date === date);
  const night = nightUntil(calendar, day);
  return {
    date,
    intervals,
    ...(holiday && intervals.length === 0 && { holiday: holiday.name }),
    ...(night !== undefined && { nightUntil: night }),
  };
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
