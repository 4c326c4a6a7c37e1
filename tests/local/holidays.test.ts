import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { dateOf, dayOf } from '#domain/calendar/day.ts';
import { HOLIDAYS_UNTIL, PUBLIC_HOLIDAYS } from '#domain/calendar/public-holidays.ts';
import { regionKey } from '#domain/calendar/regional-holidays.ts';
import { compileHolidays, holidaysText } from '#local/holidays/compile-holidays.ts';
import type { StageSettings } from '#stacks/stage-settings.ts';
import { buildApp, stages } from '../../bin/app.ts';

const year = (from: number, until = from) => ({ from, until });
const regionsOfStages = Object.values(stages).flatMap(({ holidays }) => holidays);

describe('the compiled holidays', () => {
  it('are what date-holidays says of the regions of every stage (else: npm run holidays)', async () => {
    const file = new URL('../../lib/domain/calendar/public-holidays.json', import.meta.url);
    const text = await readFile(file, 'utf8');
    expect(holidaysText(compileHolidays(regionsOfStages, JSON.parse(text).years))).toBe(text);
    expect(HOLIDAYS_UNTIL).toBe(`${JSON.parse(text).years.until}-12-31`);
  });

  it('are there for every region that a stage names', () => {
    for (const region of regionsOfStages) expect(PUBLIC_HOLIDAYS[regionKey(region)]?.length).toBeGreaterThan(20);
    const dates = Object.values(PUBLIC_HOLIDAYS).flatMap((days) => days.map(({ date }) => date));
    for (const date of dates) expect(dateOf(dayOf(date))).toBe(date);
  });

  it('a stage that names another does not synthesize', () => {
    const settings: StageSettings = { ...stages.staging, holidays: [{ country: 'IS' }] };
    expect(() => buildApp({ stages: [settings], bundling: false, checks: false })).toThrow(/IS.*npm run holidays/);
  });
});

describe('compiling holidays', () => {
  it.each([
    ['a substitute day beside the day itself', { country: 'GB', region: 'ENG' }, ['2026-12-26', '2026-12-28']],
    ['a day of one region', { country: 'DE', region: 'BY' }, ['2026-06-04']],
    ['each day of a longer feast', { country: 'AE' }, ['2026-03-20', '2026-03-21', '2026-03-22']],
    ['a day whose eve begins at sundown', { country: 'IL' }, ['2026-09-21']],
  ])('has %s', (_, region, dates) => {
    const { regions } = compileHolidays([region], year(2026));
    expect(Object.keys(regions[regionKey(region)] ?? {})).toEqual(expect.arrayContaining(dates));
  });

  it.each([
    ['half days', { country: 'CN' }, '2026-03-08'],
    ['what is no public holiday', { country: 'US' }, '2026-02-14'],
    ['what another region has', { country: 'DE', region: 'BE' }, '2026-06-04'],
  ])('leaves out %s', (_, region, date) => {
    expect(compileHolidays([region], year(2026)).regions[regionKey(region)]).not.toHaveProperty([date]);
  });

  it('has every year, in order', () => {
    const dates = Object.keys(compileHolidays([{ country: 'US' }], year(2026, 2028)).regions['US'] ?? {});
    expect(dates).toEqual(dates.toSorted());
    expect(new Set(dates.map((date) => date.slice(0, 4)))).toEqual(new Set(['2026', '2027', '2028']));
  });

  it('says which regions there are when it is asked for another', () => {
    expect(() => compileHolidays([{ country: 'DE', region: 'XX' }], year(2026))).toThrow(/no DE-XX.*BY/);
    expect(() => compileHolidays([{ country: 'QQ' }], year(2026))).toThrow(/no country QQ/);
  });
});
