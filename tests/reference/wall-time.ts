/**
 * What the clock on a team's wall shows, asked of Intl for each minute. No offset is ever computed: an instant is only
 * ever compared with others by what the wall shows then.
 */

/** A minute of real time: since 1970, in UTC. */
export type Minute = number;

/** What a wall shows, as the minutes since 1970 that it would be in UTC: it can be compared with other shows, no more. */
export type Shown = number;

export const MINUTE_MS = 60_000;
export const DAY_MINUTES = 24 * 60;
/** No wall is further from UTC than 14 hours, and none is ever set by more than a day. */
const FURTHEST_MINUTES = 16 * 60;

export const minuteOf = (iso: string): Minute => Date.parse(iso) / MINUTE_MS;
export const isoOf = (minute: Minute): string => new Date(minute * MINUTE_MS).toISOString();

/** The show of a local date and time, `24:00` included. */
export const shownAs = (date: string, time: string): Shown => Date.parse(`${date}T${time}Z`) / MINUTE_MS;

/** The local date of a show, `days` later. */
export const dateShown = (shown: Shown, days = 0): string => isoOf(shown + days * DAY_MINUTES).slice(0, 10);

const QUARTER_MINUTES = 15;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const two = '2-digit';
  const parts = { year: 'numeric', month: two, day: two, hour: two, minute: two, hourCycle: 'h23' } as const;
  // Swedish writes 2026-03-29 02:30.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...parts });
  formats.set(zone, format);
  return format;
}

/** Asks Intl. */
export function readWall(zone: string, minute: Minute): Shown {
  const [date = '', time = ''] = formatOf(zone)
    .format(minute * MINUTE_MS)
    .split(' ');
  return shownAs(date, time);
}

/** A day of real time. Where a quarter of an hour takes fifteen minutes on the wall, nobody has set it meanwhile. */
function readDay(zone: string, day: number): Int32Array {
  const shows = new Int32Array(DAY_MINUTES);
  for (let index = 0; index < DAY_MINUTES; index += QUARTER_MINUTES) {
    const quarter = day * DAY_MINUTES + index;
    const first = readWall(zone, quarter);
    const isSet = readWall(zone, quarter + QUARTER_MINUTES - 1) - first !== QUARTER_MINUTES - 1;
    for (let ahead = 0; ahead < QUARTER_MINUTES; ahead += 1) {
      shows[index + ahead] = isSet ? readWall(zone, quarter + ahead) : first + ahead;
    }
  }
  return shows;
}

/** Walls read so far, by day: every case asks for thousands of minutes. */
const walls = new Map<string, Map<number, Int32Array>>();

/** What the wall shows at a minute. */
export function wallAt(zone: string, minute: Minute): Shown {
  const day = Math.floor(minute / DAY_MINUTES);
  const days = walls.get(zone) ?? new Map<number, Int32Array>();
  walls.set(zone, days);
  const shows = days.get(day) ?? readDay(zone, day);
  days.set(day, shows);
  return shows[minute - day * DAY_MINUTES] ?? Number.NaN;
}

/** The first minute that shows a later time. */
function firstBeyond(zone: string, shown: Shown): Minute {
  for (let minute = shown - FURTHEST_MINUTES; minute < shown + FURTHEST_MINUTES; minute += 1) {
    if (wallAt(zone, minute) > shown) return minute;
  }
  throw new Error(`The wall of ${zone} never shows ${isoOf(shown)}.`);
}

/** When a team opens that opens at a local time: at its first occurrence, or when the wall jumps over it. */
export function opensAt(zone: string, shown: Shown): Minute {
  for (let minute = shown - FURTHEST_MINUTES; minute < shown + FURTHEST_MINUTES; minute += 1) {
    if (wallAt(zone, minute) === shown) return minute;
  }
  return firstBeyond(zone, shown);
}

/** When a team closes that closes at a local time: at its last occurrence, or when the wall jumps over it. */
export function closesAt(zone: string, shown: Shown): Minute {
  for (let minute = shown + FURTHEST_MINUTES; minute > shown - FURTHEST_MINUTES; minute -= 1) {
    if (wallAt(zone, minute) === shown) return minute;
  }
  return firstBeyond(zone, shown);
}
