import { describe, expect, it } from 'vitest';
import type { Calendar } from '#domain/calendar/calendar.ts';
import { calendarMistakes } from '#domain/calendar/calendar-mistakes.ts';
import { DEFAULT_CALENDAR } from '#domain/calendar/hours.ts';
import { calendarOf } from '#tests/support/calendars.ts';

const beside = {
  others: [],
  now: '2026-03-02T12:00:00.000Z',
  holidays: { DE: [{ date: '2026-12-25', name: 'Weihnachten' }] },
};
const at = (calendar: Calendar) => calendarMistakes(calendar, beside).map(({ pointer }) => pointer);
const open = calendarOf({ mon: [['09:00', '17:00']] });

describe('what is wrong with a calendar', () => {
  it('is nothing with the one that ships', () => {
    expect(at(DEFAULT_CALENDAR)).toEqual([]);
  });

  it.each<[string, Parameters<typeof calendarOf>[0], string[]]>([
    [
      'intervals that overlap',
      {
        mon: [
          ['09:00', '13:00'],
          ['12:00', '17:00'],
        ],
      },
      ['/weekly/mon/1'],
    ],
    [
      'not intervals that touch',
      {
        mon: [
          ['09:00', '12:00'],
          ['12:00', '17:00'],
        ],
      },
      [],
    ],
    [
      'a night that runs into the next day',
      { mon: [['22:00', '06:00']], tue: [['05:00', '09:00']] },
      ['/weekly/tue/0'],
    ],
    ['not a night that ends when the next day begins', { mon: [['22:00', '06:00']], tue: [['06:00', '09:00']] }, []],
    [
      'a Sunday night that runs into Monday',
      { mon: [['05:00', '09:00']], sun: [['22:00', '06:00']] },
      ['/weekly/sun/0'],
    ],
    ['an interval that ends when it begins', { mon: [['09:00', '09:00']] }, ['/weekly/mon/0']],
    ['not a whole day', { mon: [['00:00', '24:00']], tue: [['00:00', '24:00']] }, []],
    ['no interval at all', {}, ['/weekly']],
  ])('%s', (_, week, expected) => {
    expect(at(calendarOf(week))).toEqual(expected);
  });

  it('days that differ and do not fit themselves', () => {
    const intervals = [
      { from: '10:00', to: '12:00' },
      { from: '11:00', to: '11:00' },
    ];
    const exceptions = [
      { date: '2026-12-24', intervals },
      { date: '2026-12-24', intervals: [] },
    ];
    expect(at({ ...open, exceptions })).toEqual([
      '/exceptions/0/intervals/1',
      '/exceptions/0/intervals/1',
      '/exceptions/1/date',
    ]);
  });

  // 2026-12-20 is a Sunday, the 25th a holiday of the region.
  it.each<[string, string, string, string[]]>([
    [
      'that runs into the next opening',
      '2026-12-21',
      '20:00-10:00',
      ['It overlaps with 09:00 to 17:00 of 2026-12-22.'],
    ],
    ['that ends when the next day opens', '2026-12-21', '20:00-09:00', []],
    ['that runs into a public holiday', '2026-12-24', '20:00-10:00', []],
    [
      'that begins in the night before',
      '2026-12-22',
      '05:00-12:00',
      ['It overlaps with 22:00 to 06:00 of 2026-12-21.'],
    ],
    ['that begins when the night before ends', '2026-12-22', '06:00-12:00', []],
  ])('a day that differs %s', (_, date, hours, expected) => {
    const interval = (text: string) => ({ from: text.slice(0, 5), to: text.slice(6) });
    const week = calendarOf({ tue: [['09:00', '17:00']], fri: [['09:00', '17:00']] });
    const weekly = expected[0]?.includes('22:00') ? calendarOf({ mon: [['22:00', '06:00']] }) : week;
    const exceptions = [{ date, intervals: [interval(hours)] }];
    const found = calendarMistakes({ ...weekly, regions: [{ country: 'DE' }], exceptions }, beside);
    expect(found.map(({ detail }) => detail)).toEqual(expected);
  });

  it('two days that differ and run into each other, told once; and a day that is closed is in nobody’s way', () => {
    const night = [{ from: '20:00', to: '10:00' }];
    const exceptions = [
      { date: '2026-12-22', intervals: [{ from: '09:30', to: '12:00' }] },
      { date: '2026-12-21', intervals: night },
    ];
    expect(at({ ...open, exceptions })).toEqual(['/exceptions/1/intervals/0']);
    const closed = [
      { date: '2026-12-27', intervals: night },
      { date: '2026-12-28', intervals: [] },
    ];
    expect(at({ ...open, exceptions: closed })).toEqual([]);
  });

  it.each([
    ['2026-12-24', []],
    ['2026-03-02', []],
    ['2026-03-01', ['/weekly']],
    ['1999-12-24', ['/weekly']],
    ['2036-12-24', ['/weekly']],
  ])('a week that is closed but for %s, unless that is to come within five years', (date, expected) => {
    const exceptions = [{ date, intervals: [{ from: '10:00', to: '13:00' }] }];
    expect(at({ ...calendarOf({}), exceptions })).toEqual(expected);
  });

  it.each([
    ['', ['/teams/1']],
    ['  ', ['/teams/1']],
    [' b', ['/teams/1']],
    ['a', ['/teams/1']],
    ['b'.repeat(201), ['/teams/1']],
    ['b', []],
  ])('a team named %j beside another named a', (name, expected) => {
    expect(at({ ...open, teams: ['a', name] })).toEqual(expected);
    expect(at({ ...open, accounts: ['a', name] })).toEqual(expected.map(() => '/accounts/1'));
  });

  it('says in words with what an interval overlaps', () => {
    const exceptions = [
      { date: '2026-12-24', intervals: [0, 1].map((hour) => ({ from: `0${hour}:00`, to: '12:00' })) },
    ];
    const week = { mon: [['22:00', '06:00']], tue: [['05:00', '09:00']] } as const;
    const details = calendarMistakes({ ...calendarOf(week), exceptions }, beside).map(({ detail }) => detail);
    expect(details).toEqual([
      'It overlaps with 22:00 to 06:00 of mon.',
      'It overlaps with 00:00 to 12:00 of the same day.',
    ]);
  });

  it('a holiday that is named twice', () => {
    const holidays = [
      { date: '2026-12-25', name: 'one' },
      { date: '2026-12-25', name: 'two' },
    ];
    expect(at({ ...open, holidays })).toEqual(['/holidays/1/date']);
  });

  it('a region whose holidays are not compiled, and how to add it', () => {
    const regions = [{ country: 'DE' }, { country: 'DE', region: 'BY' }];
    const [mistake, ...others] = calendarMistakes({ ...open, regions }, beside);
    expect(others).toEqual([]);
    expect(mistake?.pointer).toBe('/regions/1');
    expect(mistake?.mend).toMatch(/bin\/app\.ts.*npm run holidays.*DE/);
  });

  it('a team or an account that another calendar has', () => {
    const others = [
      { name: 'night', teams: ['b'], accounts: ['x:1'] },
      { name: open.name, teams: ['a'] },
    ];
    const draft = { ...open, teams: ['a', 'b'], accounts: ['x:1'] };
    expect(calendarMistakes(draft, { ...beside, others }).map(({ pointer }) => pointer)).toEqual([
      '/teams/1',
      '/accounts/0',
    ]);
  });
});
