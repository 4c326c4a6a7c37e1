/** Compiles the table of public holidays that functions carry; at build time only, the source has the world's. */
import Holidays, { type HolidaysTypes } from 'date-holidays';
import { DAY_MS, dateOf, dayOf } from '#domain/calendar/day.ts';
import { regionKey } from '#domain/calendar/regional-holidays.ts';
import earshot from '../../../package.json' with { type: 'json' };

/** A country, or a part of one, as a stage names it. */
export interface RegionNamed {
  readonly country: string;
  readonly region?: string;
}

/** The table as its file holds it: names by date, by region. */
export interface CompiledHolidays {
  readonly source: string;
  readonly years: { readonly from: number; readonly until: number };
  readonly regions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** @throws {Error} when the source knows no such country or region. */
function sourceOf({ country, region }: RegionNamed): Holidays {
  const known = new Holidays();
  if (!Object.hasOwn(known.getCountries(), country)) throw new Error(`date-holidays knows no country ${country}.`);
  if (region === undefined) return new Holidays(country);
  const regions = known.getStates(country) ?? {};
  if (Object.hasOwn(regions, region)) return new Holidays(country, region);
  throw new Error(
    `date-holidays knows no ${country}-${region}; of ${country} it has ${Object.keys(regions).join(', ')}.`,
  );
}

/** A day on which nobody works, from its midnight on: half a day off closes no calendar for the whole of it. */
const isWholeDay = ({ type, date }: HolidaysTypes.Holiday): boolean => type === 'public' && date.includes(' 00:00:00');

/** Its days: some last longer than one. */
function daysOf({ date, start, end, name }: HolidaysTypes.Holiday): [string, string][] {
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
  const first = dayOf(date.slice(0, 10));
  return Array.from({ length: count }, (_, index) => [dateOf(first + index), name]);
}

function holidaysOf(region: RegionNamed, { from, until }: CompiledHolidays['years']): Record<string, string> {
  const holidays = sourceOf(region);
  const years = Array.from({ length: until - from + 1 }, (_, index) => from + index);
  const days = years.flatMap((year) => holidays.getHolidays(year).filter(isWholeDay).flatMap(daysOf));
  // What comes first keeps its name where two fall on one day.
  return Object.fromEntries(days.toReversed().toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/**
 * Every public holiday of these regions in these years, both included.
 * @throws {Error} when a region is not known, with those that are.
 */
export function compileHolidays(regions: readonly RegionNamed[], years: CompiledHolidays['years']): CompiledHolidays {
  const byKey = new Map(regions.map((region) => [regionKey(region), region]));
  const compiled = [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    source: `date-holidays ${earshot.devDependencies['date-holidays']}`,
    years,
    regions: Object.fromEntries(compiled.map(([key, region]) => [key, holidaysOf(region, years)])),
  };
}

/** The table as its file has it. */
export function holidaysText(compiled: CompiledHolidays): string {
  return `${JSON.stringify(compiled, null, 2)}\n`;
}
