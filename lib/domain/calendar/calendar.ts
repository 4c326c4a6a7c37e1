import * as z from 'zod/mini';
import { isDate } from '#domain/calendar/day.ts';
import { isZone } from '#domain/calendar/zone.ts';

/** When a team works: a week of intervals in its own time zone, less holidays, with single days that differ. */

const MOST_INTERVALS = 24;
const MOST_DAYS = 4000;
const MOST_REGIONS = 50;
const MOST_ON_DUTY = 100_000;

const opening = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a local time from 00:00 to 23:59'));
const closing = z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a local time from 00:00 to 24:00'));
const date = z.string().check(z.refine(isDate, 'a date such as 2026-12-25'));

/** Local times. `to` at or before `from` means that time on the next day; the interval belongs to the day it begins on. */
export const interval = z.object({ from: opening, to: closing });
export type Interval = z.infer<typeof interval>;

const intervals = z.array(interval).check(z.maxLength(MOST_INTERVALS));

/** A day on which no interval begins. */
const holiday = z.object({ date, name: z.string().check(z.maxLength(200)) });
export type Holiday = z.infer<typeof holiday>;

/** A country, or a part of one, by ISO 3166: `{ country: 'DE', region: 'BY' }`. */
const region = z.object({
  country: z.string().check(z.regex(/^[A-Z]{2}$/, 'an ISO 3166 country such as DE')),
  region: z.optional(z.string().check(z.regex(/^[A-Z0-9]{1,5}$/, 'the part after the hyphen of an ISO 3166-2 code'))),
});
export type Region = z.infer<typeof region>;

/** What a policy calls a calendar. */
export const calendarName = z.string().check(
  z.regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'lower case letters, digits, - and _'),
  z.refine((name) => name !== 'round_the_clock', 'another name: round_the_clock is built in'),
);

/** A calendar as it is kept and edited; the arithmetic is in working-time.ts. */
export const calendar = z.object({
  name: calendarName,
  version: z.string(),
  /** IANA name, such as `Europe/Berlin`. */
  zone: z.string().check(z.refine(isZone, 'an IANA time zone such as Europe/Berlin')),
  weekly: z.object({
    mon: intervals,
    tue: intervals,
    wed: intervals,
    thu: intervals,
    fri: intervals,
    sat: intervals,
    sun: intervals,
  }),
  holidays: z.array(holiday).check(z.maxLength(MOST_DAYS)),
  /** Countries and regions whose public holidays count too, once `withRegionalHolidays` has looked them up. */
  regions: z.optional(z.array(region).check(z.maxLength(MOST_REGIONS))),
  /** Single days that differ: their intervals take the place of the week's and win over a holiday. None: closed. */
  exceptions: z.array(z.object({ date, intervals })).check(z.maxLength(MOST_DAYS)),
  /** Teams, and accounts, for which `business` means this calendar. */
  teams: z.optional(z.array(z.string())),
  accounts: z.optional(z.array(z.string())),
  /** People on duty at a time while it is open: what promises to customers are reckoned by. No clock asks for it. */
  onDuty: z.optional(z.int().check(z.gte(1), z.lte(MOST_ON_DUTY))),
});
export type Calendar = z.infer<typeof calendar>;
