/** Platform times as the domain wants them: ISO 8601 UTC with milliseconds. What cannot be a time reads as absent. */

/** Seconds since 1970 pass this only in the year 5138; milliseconds have since 1973. */
const SECONDS_BELOW = 100_000_000_000;

/** The last instant that ISO 8601 writes with four digits of year, so that times compare as strings. */
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Reads epoch milliseconds, or epoch seconds where a platform mixes both (Meta: `entry.time`). */
export function isoFromEpoch(value: number | undefined): string | undefined {
  if (value === undefined || !Number.isFinite(value) || value <= 0) return undefined;
  const ms = value < SECONDS_BELOW ? value * 1000 : value;
  return ms <= LAST_MS ? new Date(ms).toISOString() : undefined;
}

/** Reads ISO 8601 with an offset, or the older `Wed Feb 05 08:39:31 +0000 2020` of X's Account Activity. */
export function isoFromText(value: string | undefined): string | undefined {
  const ms = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(ms) || ms <= 0 || ms > LAST_MS ? undefined : new Date(ms).toISOString();
}
