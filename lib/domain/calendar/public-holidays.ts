import type { HolidayTable } from '#domain/calendar/regional-holidays.ts';
import compiled from './public-holidays.json' with { type: 'json' };

/** The public holidays that ship: those of the regions that a stage configures; `npm run holidays` compiles them. */

const regions: Readonly<Record<string, Readonly<Record<string, string>>>> = compiled.regions;

/** Every compiled region with its holidays. */
export const PUBLIC_HOLIDAYS: HolidayTable = Object.fromEntries(
  Object.entries(regions).map(([key, dates]) => [key, Object.entries(dates).map(([date, name]) => ({ date, name }))]),
);

/** The last day for which holidays are compiled. */
export const HOLIDAYS_UNTIL = `${compiled.years.until}-12-31`;
