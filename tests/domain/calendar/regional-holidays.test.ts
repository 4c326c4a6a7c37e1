import { describe, expect, it } from 'vitest';
import { regionKeys, withRegionalHolidays } from '#domain/calendar/regional-holidays.ts';
import { calendarOf } from '#tests/support/calendars.ts';

const table = {
  DE: [{ date: '2026-12-25', name: 'Erster Weihnachtstag' }],
  'DE-BY': [{ date: '2026-01-06', name: 'Heilige Drei Könige' }],
  'DE-SN': [{ date: '2026-11-18', name: 'Buß- und Bettag' }],
};

describe('public holidays', () => {
  const bavarian = { ...calendarOf({}), regions: [{ country: 'DE', region: 'BY' }, { country: 'DE' }] };

  it('are those of the country and of the region, each asked for once', () => {
    expect(regionKeys(bavarian)).toEqual(['DE', 'DE-BY']);
    expect(withRegionalHolidays(bavarian, table).holidays.map(({ date }) => date)).toEqual([
      '2026-01-06',
      '2026-12-25',
    ]);
  });

  it('come beside the own ones, whose names win', () => {
    const own = { ...bavarian, holidays: [{ date: '2026-12-25', name: 'Closed' }] };
    expect(withRegionalHolidays(own, table).holidays).toContainEqual({ date: '2026-12-25', name: 'Closed' });
    expect(withRegionalHolidays(own, table).holidays).toHaveLength(2);
  });
});
