import * as z from 'zod/mini';
import { isDate } from '#domain/calendar/day.ts';

/** Days that a request may name, and periods of them. */

const FIRST_DAY = '1970-01-01';
const LAST_DAY = '2999-12-31';

/** What is no day at all is told by the format. */
const isOfTheseDays = (value: string): boolean => !isDate(value) || (value >= FIRST_DAY && value <= LAST_DAY);

/** A day that exists, of no year that instants cannot be written in. */
const day = z.iso.date().check(z.refine(isOfTheseDays, `a day from ${FIRST_DAY} to ${LAST_DAY}`));

/**
 * A period by its first and its last day.
 * @param mostDays in all.
 * @param firstDay what the first day is the day of.
 */
export const periodOf = (mostDays: number, firstDay: string) => ({
  from: day.check(z.describe(firstDay)),
  to: day.check(z.describe(`The last day, included; at most ${mostDays} days in all.`)),
});

/** In order, and not too long; of what is no day, that is told alone. */
export const isPeriod = (mostDays: number) =>
  z.refine<{ from: string; to: string }>(
    ({ from, to }) => {
      const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
      return !isDate(from) || !isDate(to) || (days >= 1 && days <= mostDays);
    },
    { path: ['to'], error: `a day from \`from\` on, ${mostDays} days at most` },
  );
