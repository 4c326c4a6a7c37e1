/** Local days as numbers: days since 1970-01-01, whatever the zone. */

export const DAY_MS = 86_400_000;

/** The number of `2026-12-25`; NaN when there is no such day. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00.000Z`) / DAY_MS;

/** `2026-12-25` of a day's number. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Whether this is a day that exists: no 30 February. */
export function isDate(date: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(date) && Number.isInteger(dayOf(date)) && dateOf(dayOf(date)) === date;
}
