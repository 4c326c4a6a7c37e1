import { DAY_MS } from '#domain/calendar/day.ts';
import { offsetAt, transitionBetween } from '#domain/calendar/zone.ts';

/** From what a wall clock shows to the instant. */

/**
 * The instant at which a zone's wall clocks show a local time. A time that is skipped is the instant of the change; of
 * one that comes twice, `first` or `last` is taken.
 * @param wall the local time, written as if it were UTC, in epoch milliseconds.
 */
export function instantOf(zone: string, wall: number, occurrence: 'first' | 'last'): number {
  // No zone is a day away from UTC, so both offsets that may hold are those a day before and after.
  const before = offsetAt(zone, wall - DAY_MS);
  const after = offsetAt(zone, wall + DAY_MS);
  if (before === after) return wall - before;
  const shown = [wall - before, wall - after].filter((at) => at + offsetAt(zone, at) === wall);
  if (shown.length > 0) return occurrence === 'first' ? Math.min(...shown) : Math.max(...shown);
  return transitionBetween(zone, wall - DAY_MS, wall + DAY_MS) ?? wall - before;
}

/** The local day of an instant, in days since 1970-01-01. */
export function localDay(zone: string, at: number): number {
  return Math.floor((at + offsetAt(zone, at)) / DAY_MS);
}
