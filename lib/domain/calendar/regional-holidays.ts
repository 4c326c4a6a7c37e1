import type { Calendar, Holiday, Region } from '#domain/calendar/calendar.ts';

/** Public holidays come from tables made beforehand for the regions in use, so that no function carries the world's. */

/** Every public holiday of a region, or of a country as a whole, by `DE-BY` and `DE`. */
export type HolidayTable = Readonly<Record<string, readonly Holiday[]>>;

/**
 * The table's key of a region. A region has its country's holidays in a list of its own: some regions work on days on
 * which the rest of the country does not.
 */
export function regionKey({ country, region }: Region): string {
  return region === undefined ? country : `${country}-${region}`;
}

/** The calendar with its regions' holidays among its own, each date once; its own names win. */
export function withRegionalHolidays(calendar: Calendar, table: HolidayTable): Calendar {
  const { regions = [], holidays: own } = calendar;
  const regional = regions.flatMap((region) => table[regionKey(region)] ?? []);
  if (regional.length === 0) return calendar;
  const byDate = new Map([...regional, ...own].map((holiday) => [holiday.date, holiday]));
  return { ...calendar, holidays: [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1)) };
}
