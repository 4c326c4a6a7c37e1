import { describe, expect, it } from 'vitest';
import { changesOf, DAYLIGHT_SAVING_ZONES } from './daylight-saving.ts';
import { closesAt, DAY_MINUTES, isoOf, opensAt, readWall, shownAs, wallAt } from './wall-time.ts';

describe('the wall', () => {
  it.each(DAYLIGHT_SAVING_ZONES)('of %s, read by quarters of an hour, shows what Intl says each minute', (zone) => {
    const [change] = changesOf(zone);
    const day = Math.floor((change?.at ?? 0) / DAY_MINUTES) * DAY_MINUTES;
    const minutes = Array.from({ length: DAY_MINUTES }, (_, index) => day + index);
    expect(minutes.map((minute) => wallAt(zone, minute))).toEqual(minutes.map((minute) => readWall(zone, minute)));
  });

  it.each([
    ['a time it shows once', '2026-03-02', '09:00', '2026-03-02T08:00', '2026-03-02T08:00'],
    ['a time it skips', '2026-03-29', '02:30', '2026-03-29T01:00', '2026-03-29T01:00'],
    ['a time it shows twice', '2026-10-25', '02:30', '2026-10-25T00:30', '2026-10-25T01:30'],
    ['the end of the day', '2026-10-25', '24:00', '2026-10-25T23:00', '2026-10-25T23:00'],
  ])('in Berlin opens and closes at %s', (_what, date, time, opens, closes) => {
    const shown = shownAs(date, time);
    expect(isoOf(opensAt('Europe/Berlin', shown)).slice(0, 16)).toBe(opens);
    expect(isoOf(closesAt('Europe/Berlin', shown)).slice(0, 16)).toBe(closes);
  });
});
