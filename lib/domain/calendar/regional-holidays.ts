import type { Calendar, Holiday } from '#domain/calendar/calendar.ts';

/** Public holidays come from tables made beforehand for the countries in use, so that no function carries the world's. */

/** Holidays by `DE`, or `DE-BY` for those of a region beside its country's. */
export type HolidayTable = Readonly<Record<string, readonly Holiday[]>>;

/** The table's keys of a calendar's regions: each country, and each region of it. */
export function regionKeys({ regions = [] }: Pick<Calendar, 'regions'>): string[] {
  const keys = regions.flatMap(({ country, region }) => (region ? [country, `${country}-${region}`] : [country]));
  return [...new Set(keys)];
}

/** The calendar with its regions' holidays among its own, each date once; its own names win. */
export function withRegionalHolidays(calendar: Calendar, table: HolidayTable): Calendar {
  const own = calendar.holidays;
  const regional = regionKeys(calendar).flatMap((key) => table[key] ?? []);
  const byDate = new Map([...regional, ...own].map((holiday) => [holiday.date, holiday]));
  return { ...calendar, holidays: [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1)) };
}
