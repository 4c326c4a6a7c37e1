import { DAY_MS } from '#domain/calendar/day.ts';

/**
 * What a time zone's clocks show: the one place that asks the runtime's zone tables. Answers are remembered by the day,
 * so that arithmetic over years asks once for each.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, made);
  return made;
}

/** Whether the runtime knows the zone by this IANA name. A bare offset is no zone: it has no daylight saving to keep. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Reads `GMT`, `GMT+05:45` or `GMT-00:25:21`. */
function askedOffset(zone: string, at: number): number {
  const [, sign, hours = 0, minutes = 0, seconds = 0] =
    /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(formatOf(zone).format(at)) ?? [];
  const size = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -size : size;
}

const offsets = new Map<string, Map<number, number>>();

/** The offset at the beginning of a UTC day. */
function offsetOfDay(zone: string, day: number): number {
  const days = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, days);
  const known = days.get(day);
  if (known !== undefined) return known;
  const asked = askedOffset(zone, day * DAY_MS);
  days.set(day, asked);
  return asked;
}

const transitions = new Map<string, number>();

/** The first instant of the offset that a UTC day ends with, where it began with another: no zone changes twice a day. */
function transitionOn(zone: string, day: number): number {
  const key = `${zone} ${day}`;
  const known = transitions.get(key);
  if (known !== undefined) return known;
  const before = offsetOfDay(zone, day);
  let [low, high] = [day * DAY_MS, (day + 1) * DAY_MS];
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (askedOffset(zone, middle) === before) low = middle;
    else high = middle;
  }
  transitions.set(key, high);
  return high;
}

/** How far a zone's clocks are ahead of UTC. @param at epoch milliseconds. @returns milliseconds, negative in the west. */
export function offsetAt(zone: string, at: number): number {
  if (zone === 'UTC') return 0;
  const day = Math.floor(at / DAY_MS);
  const [before, after] = [offsetOfDay(zone, day), offsetOfDay(zone, day + 1)];
  return before === after || at < transitionOn(zone, day) ? before : after;
}

/** The first instant at which a zone's clocks are changed between two instants; undefined when they are not. */
export function transitionBetween(zone: string, from: number, to: number): number | undefined {
  for (let day = Math.floor(from / DAY_MS); day * DAY_MS < to; day++) {
    if (offsetOfDay(zone, day) === offsetOfDay(zone, day + 1)) continue;
    const at = transitionOn(zone, day);
    if (at > from && at <= to) return at;
  }
  return undefined;
}
