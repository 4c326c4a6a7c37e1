import type { Calendar, Interval } from '#domain/calendar/calendar.ts';
import { DAY_MS } from '#domain/calendar/day.ts';
import { type Hours, intervalsOn, ROUND_THE_CLOCK } from '#domain/calendar/hours.ts';
import { instantOf, localDay } from '#domain/calendar/local-time.ts';

/** Arithmetic on working time. All instants are epoch milliseconds; the same calendar and input give the same result. */

/** A stretch of time: `from` belongs to it, `to` does not. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How far ahead anybody looks for working time: a calendar that does not open by then never does. */
export const HORIZON_MS = 5 * 366 * DAY_MS;

const MINUTE_MS = 60_000;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** An interval of a local day as instants; undefined when the clocks' change leaves nothing of it. */
function spanOf(zone: string, day: number, { from, to }: Interval): Span | undefined {
  const closesNextDay = to <= from;
  const opens = day * DAY_MS + minuteOf(from) * MINUTE_MS;
  const closes = (closesNextDay ? day + 1 : day) * DAY_MS + minuteOf(to) * MINUTE_MS;
  const span = { from: instantOf(zone, opens, 'first'), to: instantOf(zone, closes, 'last') };
  return span.to > span.from ? span : undefined;
}

/** Spans of days that were asked for before; a calendar that is edited is another object. */
const known = new WeakMap<Calendar, Map<number, readonly Span[]>>();

/** The working spans that begin on a local day, in order; they may overlap. @param day days since 1970-01-01 */
export function daySpans(calendar: Calendar, day: number): readonly Span[] {
  const days = known.get(calendar) ?? new Map<number, readonly Span[]>();
  known.set(calendar, days);
  const kept = days.get(day);
  if (kept) return kept;
  const spans = intervalsOn(calendar, day).flatMap((each) => spanOf(calendar.zone, day, each) ?? []);
  spans.sort((a, b) => a.from - b.from);
  days.set(day, spans);
  return spans;
}

/** Every span of a calendar from two days before an instant (one may run on into it) until another. */
function* beginningUntil(calendar: Calendar, from: number, until: number): Generator<Span> {
  const first = localDay(calendar.zone, from) - 2;
  for (let day = first; (day - 1) * DAY_MS < until; day++) yield* daySpans(calendar, day);
}

/** Unites spans that touch or overlap. @param spans in order of their beginnings */
function* united(spans: Iterable<Span>): Generator<Span> {
  let open: Span | undefined;
  for (const span of spans) {
    if (open && span.from <= open.to) {
      open = { from: open.from, to: Math.max(open.to, span.to) };
    } else {
      if (open) yield open;
      open = span;
    }
  }
  if (open) yield open;
}

/** The working time between two instants, as spans that neither touch nor overlap, in order. */
export function* workingSpans(hours: Hours, from: number, until: number): Generator<Span> {
  const spans = hours === ROUND_THE_CLOCK ? [{ from, to: until }] : united(beginningUntil(hours, from, until));
  for (const span of spans) {
    const clipped = { from: Math.max(span.from, from), to: Math.min(span.to, until) };
    if (clipped.to > clipped.from) yield clipped;
  }
}

/** Milliseconds of working time in [from, until); zero when `until` is not later. */
export function workingMsBetween(hours: Hours, from: number, until: number): number {
  let sum = 0;
  for (const span of workingSpans(hours, from, until)) sum += span.to - span.from;
  return sum;
}

/**
 * The first instant at which `ms` of working time have passed since `from`: `from` itself for none, and the closing
 * instant, not the next opening, when the time is used up exactly then.
 * @returns undefined when that is not within the horizon of five years.
 */
export function addWorkingMs(hours: Hours, from: number, ms: number): number | undefined {
  if (ms <= 0) return from;
  if (hours === ROUND_THE_CLOCK) return from + ms;
  let left = ms;
  for (const span of workingSpans(hours, from, from + HORIZON_MS)) {
    if (span.to - span.from >= left) return span.from + left;
    left -= span.to - span.from;
  }
  return undefined;
}
