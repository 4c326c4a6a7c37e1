import { describe, expect, it } from 'vitest';
import { regionKey, withRegionalHolidays } from '#domain/calendar/regional-holidays.ts';
import { calendarOf } from '#tests/support/calendars.ts';

const christmas = { date: '2026-12-25', name: 'Erster Weihnachtstag' };
const table = {
  DE: [christmas],
  'DE-BY': [{ date: '2026-01-06', name: 'Heilige Drei Könige' }, christmas],
  'DE-SN': [christmas, { date: '2026-11-18', name: 'Buß- und Bettag' }],
};

describe('public holidays', () => {
  const southern = {
    ...calendarOf({}),
    regions: [
      { country: 'DE', region: 'BY' },
      { country: 'DE', region: 'SN' },
    ],
  };
  const datesOf = (calendar: typeof southern) => withRegionalHolidays(calendar, table).holidays.map(({ date }) => date);

  it('are those of every region named, each date once, in order', () => {
    expect(southern.regions.map(regionKey)).toEqual(['DE-BY', 'DE-SN']);
    expect(datesOf(southern)).toEqual(['2026-01-06', '2026-11-18', '2026-12-25']);
  });

  it("are a region's own list: what its country has and it has not does not count", () => {
    const odd = { ...table, 'DE-BY': [] };
    const bavarian = { ...southern, regions: [{ country: 'DE', region: 'BY' }] };
    expect(withRegionalHolidays(bavarian, odd).holidays).toEqual([]);
  });

  it('come beside the own ones, whose names win', () => {
    const own = { ...southern, holidays: [{ date: '2026-12-25', name: 'Closed' }] };
    expect(withRegionalHolidays(own, table).holidays).toContainEqual({ date: '2026-12-25', name: 'Closed' });
    expect(withRegionalHolidays(own, table).holidays).toHaveLength(3);
  });
});
