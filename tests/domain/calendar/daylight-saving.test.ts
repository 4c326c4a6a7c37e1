import { describe, expect, it } from 'vitest';
import { addWorkingMs, workingMsBetween } from '#domain/calendar/working-time.ts';
import { transitionBetween } from '#domain/calendar/zone.ts';
import { everyDay, HOUR_MS, MINUTE_MS } from '#tests/support/calendars.ts';

const at = (time: string): number => Date.parse(time);
type Pair = readonly [string, string];
const hours = (zone: string, interval: Pair, [from, to]: Pair): number =>
  workingMsBetween(everyDay([interval], zone), at(from), at(to)) / HOUR_MS;

/** The changes of 2026 and 2027 as their governments have set them, by the instant. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  'Europe/Berlin': ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-03-28T01:00Z', '2027-10-31T01:00Z'],
  'Europe/London': ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-03-28T01:00Z', '2027-10-31T01:00Z'],
  'America/New_York': ['2026-03-08T07:00Z', '2026-11-01T06:00Z', '2027-03-14T07:00Z', '2027-11-07T06:00Z'],
  'America/Los_Angeles': ['2026-03-08T10:00Z', '2026-11-01T09:00Z', '2027-03-14T10:00Z', '2027-11-07T09:00Z'],
  'America/St_Johns': ['2026-03-08T05:30Z', '2026-11-01T04:30Z', '2027-03-14T05:30Z', '2027-11-07T04:30Z'],
  'America/Havana': ['2026-03-08T05:00Z', '2026-11-01T05:00Z', '2027-03-14T05:00Z', '2027-11-07T05:00Z'],
  'America/Santiago': ['2026-04-05T03:00Z', '2026-09-06T04:00Z', '2027-04-04T03:00Z', '2027-09-05T04:00Z'],
  'Australia/Sydney': ['2026-04-04T16:00Z', '2026-10-03T16:00Z', '2027-04-03T16:00Z', '2027-10-02T16:00Z'],
  'Australia/Lord_Howe': ['2026-04-04T15:00Z', '2026-10-03T15:30Z', '2027-04-03T15:00Z', '2027-10-02T15:30Z'],
  'Pacific/Auckland': ['2026-04-04T14:00Z', '2026-09-26T14:00Z', '2027-04-03T14:00Z', '2027-09-25T14:00Z'],
};

describe.each(Object.entries(CHANGES))('%s', (zone, changes) => {
  it('changes its clocks when its government says, to the second', () => {
    const found: number[] = [];
    let from = at('2026-01-01T00:00:00Z');
    for (;;) {
      const change = transitionBetween(zone, from, at('2028-01-01T00:00:00Z'));
      if (change === undefined) break;
      found.push(change);
      from = change;
    }
    expect(found).toEqual(changes.map(at));
  });

  it.each(changes)('leaves no gap and counts nothing twice when everybody works through the night of %s', (change) => {
    const [from, to] = [at(change) - 36 * HOUR_MS, at(change) + 36 * HOUR_MS];
    expect(workingMsBetween(everyDay([['00:00', '24:00']], zone), from, to)).toBe(to - from);
  });

  it.each(changes)('opens at nine by its own clocks on either side of %s', (change) => {
    const nine = everyDay([['09:00', '10:00']], zone);
    const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
    for (let day = -2; day <= 2; day++) {
      const from = at(change) + day * 24 * HOUR_MS;
      const due = addWorkingMs(nine, from, 1);
      expect(shown.format((due ?? 0) - 1)).toMatch(/^09:/);
      expect(addWorkingMs(nine, from, HOUR_MS)).toBeLessThanOrEqual(from + 26 * HOUR_MS);
    }
  });
});

describe('a local time', () => {
  it('that is skipped is the instant of the change', () => {
    // 02:30 to 04:00 on the night on which 02:00 becomes 03:00: an hour is left.
    expect(hours('Europe/Berlin', ['02:30', '04:00'], ['2026-03-29T00:00Z', '2026-03-29T12:00Z'])).toBe(1);
    expect(hours('Europe/Berlin', ['02:15', '02:45'], ['2026-03-29T00:00Z', '2026-03-29T12:00Z'])).toBe(0);
    expect(hours('Europe/Berlin', ['00:00', '02:30'], ['2026-03-28T12:00Z', '2026-03-29T12:00Z'])).toBe(2);
  });

  it('that comes twice opens at its first and closes at its last', () => {
    expect(hours('Europe/Berlin', ['02:30', '04:00'], ['2026-10-25T00:00Z', '2026-10-25T12:00Z'])).toBe(2.5);
    expect(hours('Europe/Berlin', ['01:00', '02:30'], ['2026-10-24T12:00Z', '2026-10-25T12:00Z'])).toBe(2.5);
    expect(hours('Europe/Berlin', ['02:15', '02:45'], ['2026-10-25T00:00Z', '2026-10-25T12:00Z'])).toBe(1.5);
  });

  it('is right where the clocks change at midnight, and by half an hour', () => {
    expect(hours('America/Havana', ['00:00', '08:00'], ['2026-03-08T00:00Z', '2026-03-08T20:00Z'])).toBe(7);
    expect(hours('Australia/Lord_Howe', ['00:00', '08:00'], ['2026-04-04T12:30Z', '2026-04-05T12:00Z'])).toBe(8.5);
  });
});

describe('the edges of the map', () => {
  it.each([
    ['Pacific/Kiritimati', '2026-03-01T19:00Z'],
    ['Etc/GMT+12', '2026-03-02T21:00Z'],
    ['Pacific/Chatham', '2026-03-01T19:15Z'],
    ['Asia/Kathmandu', '2026-03-02T03:15Z'],
    ['Asia/Kolkata', '2026-03-02T03:30Z'],
  ])('open at nine on Monday 2 March in %s at %s', (zone, opening) => {
    const nine = everyDay([['09:00', '17:00']], zone);
    expect(addWorkingMs(nine, at(opening) - HOUR_MS, MINUTE_MS)).toBe(at(opening) + MINUTE_MS);
  });

  it('bear a day that never was: Samoa went to bed on 29 December 2011 and rose on the 31st', () => {
    const evening = '2011-12-29T06:00Z';
    expect(hours('Pacific/Apia', ['09:00', '17:00'], [evening, '2012-01-01T12:00Z'])).toBe(24);
  });
});
