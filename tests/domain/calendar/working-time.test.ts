import { describe, expect, it } from 'vitest';
import { type Calendar, calendar } from '#domain/calendar/calendar.ts';
import { DEFAULT_CALENDAR, ROUND_THE_CLOCK } from '#domain/calendar/hours.ts';
import { addWorkingMs, workingMsBetween } from '#domain/calendar/working-time.ts';
import { calendarOf, HOUR_MS, MINUTE_MS } from '#tests/support/calendars.ts';

const at = (time: string): number => Date.parse(time);
const added = (hours: Parameters<typeof addWorkingMs>[0], from: string, minutes: number): string | undefined => {
  const due = addWorkingMs(hours, at(from), minutes * MINUTE_MS);
  return due === undefined ? undefined : new Date(due).toISOString();
};
const hoursBetween = (hours: Calendar, from: string, to: string): number =>
  workingMsBetween(hours, at(from), at(to)) / HOUR_MS;

describe('working time', () => {
  it('of the calendar that ships is nine to five, Monday to Friday', () => {
    expect(hoursBetween(DEFAULT_CALENDAR, '2026-03-02T00:00:00Z', '2026-03-09T00:00:00Z')).toBe(40);
    expect(added(DEFAULT_CALENDAR, '2026-03-06T16:30:00Z', 60)).toBe('2026-03-09T09:30:00.000Z');
  });

  it('ends at the closing instant when it is used up exactly then, not at the next opening', () => {
    expect(added(DEFAULT_CALENDAR, '2026-03-06T16:00:00Z', 60)).toBe('2026-03-06T17:00:00.000Z');
  });

  it('of no length is over at once, also at night', () => {
    expect(added(DEFAULT_CALENDAR, '2026-03-07T03:00:00Z', 0)).toBe('2026-03-07T03:00:00.000Z');
  });

  it('begins at the opening for what comes at night', () => {
    expect(added(DEFAULT_CALENDAR, '2026-03-07T03:00:00Z', 1)).toBe('2026-03-09T09:01:00.000Z');
  });

  it('runs at night round the clock', () => {
    expect(added(ROUND_THE_CLOCK, '2026-03-07T03:00:00Z', 15)).toBe('2026-03-07T03:15:00.000Z');
  });

  it('never comes where nobody ever works', () => {
    expect(added(calendarOf({}), '2026-03-07T03:00:00Z', 1)).toBeUndefined();
    expect(workingMsBetween(calendarOf({}), at('2026-01-01T00:00:00Z'), at('2030-01-01T00:00:00Z'))).toBe(0);
  });

  it('leaves lunch out', () => {
    const lunch = calendarOf({
      mon: [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ],
    });
    expect(added(lunch, '2026-03-02T11:30:00Z', 60)).toBe('2026-03-02T13:30:00.000Z');
  });

  it('runs past midnight into the next day, and belongs to the day it begins on', () => {
    const night = calendarOf({ fri: [['22:00', '06:00']] });
    expect(hoursBetween(night, '2026-03-06T00:00:00Z', '2026-03-08T00:00:00Z')).toBe(8);
    const holiday = { ...night, holidays: [{ date: '2026-03-07', name: 'Saturday off' }] };
    expect(hoursBetween(holiday, '2026-03-06T00:00:00Z', '2026-03-08T00:00:00Z')).toBe(8);
    const off = { ...night, holidays: [{ date: '2026-03-06', name: 'Friday off' }] };
    expect(hoursBetween(off, '2026-03-06T00:00:00Z', '2026-03-08T00:00:00Z')).toBe(0);
  });

  it('may take the whole day, and the whole week', () => {
    const day = calendarOf({ mon: [['00:00', '24:00']] });
    expect(hoursBetween(day, '2026-03-01T00:00:00Z', '2026-03-04T00:00:00Z')).toBe(24);
    const wholeDay = { from: '00:00', to: '00:00' };
    const week = { mon: [wholeDay], tue: [wholeDay], wed: [wholeDay], thu: [wholeDay], fri: [wholeDay] };
    const always: Calendar = { ...day, weekly: { ...week, sat: [wholeDay], sun: [wholeDay] } };
    expect(hoursBetween(always, '2026-03-01T00:00:00Z', '2027-03-01T00:00:00Z')).toBe(365 * 24);
  });

  it('counts once where intervals overlap', () => {
    const shifts = calendarOf({
      mon: [
        ['08:00', '14:00'],
        ['12:00', '20:00'],
        ['20:00', '21:00'],
      ],
    });
    expect(hoursBetween(shifts, '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z')).toBe(13);
  });

  it('takes a day that differs before a holiday, and a holiday before the week', () => {
    const base = calendarOf({ thu: [['09:00', '17:00']] });
    const holiday = { ...base, holidays: [{ date: '2026-12-24', name: 'Christmas Eve' }] };
    expect(hoursBetween(holiday, '2026-12-24T00:00:00Z', '2026-12-25T00:00:00Z')).toBe(0);
    const short = { ...holiday, exceptions: [{ date: '2026-12-24', intervals: [{ from: '09:00', to: '12:00' }] }] };
    expect(hoursBetween(short, '2026-12-24T00:00:00Z', '2026-12-25T00:00:00Z')).toBe(3);
    const closed = { ...base, exceptions: [{ date: '2026-12-24', intervals: [] }] };
    expect(hoursBetween(closed, '2026-12-24T00:00:00Z', '2026-12-25T00:00:00Z')).toBe(0);
  });

  it('knows the leap day', () => {
    const tuesdays = calendarOf({ tue: [['09:00', '10:00']] });
    expect(hoursBetween(tuesdays, '2028-02-29T00:00:00Z', '2028-03-01T00:00:00Z')).toBe(1);
  });
});

describe('a calendar', () => {
  const valid = calendarOf({ mon: [['09:00', '24:00']] });

  it.each<[string, Partial<Calendar>]>([
    ['a zone that nobody knows', { zone: 'Europe/Atlantis' }],
    ['a bare offset', { zone: '+02:00' }],
    ['a day that does not exist', { holidays: [{ date: '2026-02-30', name: 'Nowhen' }] }],
    ['a time that does not exist', { weekly: { ...valid.weekly, mon: [{ from: '24:00', to: '25:00' }] } }],
    ['the name of what is built in', { name: 'round_the_clock' }],
  ])('is refused for %s', (_, given) => {
    expect(calendar.safeParse({ ...valid, ...given }).success).toBe(false);
  });

  it('is taken as it is written', () => {
    expect(calendar.parse(valid)).toEqual(valid);
  });
});
