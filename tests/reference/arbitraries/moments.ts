import fc from 'fast-check';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import { type Minute, minuteOf } from '../wall-time.ts';

/** Moments of random cases: whole minutes, and more often than by chance those at which calendars are odd. */

/** Zones with and without daylight saving, changes at midnight, by half an hour and by two, and the two ends of the world. */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Santiago',
  'America/Havana',
  'America/Nuuk',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Adelaide',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Antarctica/Troll',
  'Etc/GMT+12',
] as const;

/** Changes of the clocks somewhere, a leap day, ends of years. */
const ODD_DAYS = [
  '2027-02-07',
  '2027-03-14',
  '2027-03-28',
  '2027-04-04',
  '2027-04-30',
  '2027-09-05',
  '2027-09-26',
  '2027-10-03',
  '2027-10-29',
  '2027-10-31',
  '2027-11-07',
  '2027-12-31',
  '2028-02-28',
] as const;

const DAY = 24 * 60;
const dayArb = fc.oneof(
  fc.integer({ min: minuteOf('2027-01-01T00:00Z') / DAY, max: minuteOf('2028-06-30T00:00Z') / DAY }),
  fc
    .tuple(fc.constantFrom(...ODD_DAYS), fc.integer({ min: -3, max: 1 }))
    .map(([date, days]) => minuteOf(`${date}T00:00Z`) / DAY + days),
);

/** When a history begins. */
export const origin: fc.Arbitrary<Minute> = fc
  .tuple(dayArb, fc.nat(DAY - 1))
  .map(([day, minute]) => day * DAY + minute);

/** How long nothing happens: so many minutes, or as long as one of the policy's targets. */
export type Gap = number | { readonly target: number };

/** Mostly minutes and hours, now and then days, and now and then the very minute at which a clock may be due. */
export const gap: fc.Arbitrary<Gap> = fc.oneof(
  { arbitrary: fc.constant(0), weight: 2 },
  { arbitrary: fc.nat(30), weight: 5 },
  { arbitrary: fc.nat(8 * 60), weight: 5 },
  { arbitrary: fc.nat(3 * DAY), weight: 2 },
  { arbitrary: fc.nat(9 * DAY), weight: 1 },
  { arbitrary: fc.record({ target: fc.nat(20) }), weight: 3 },
);

/** The minutes of a gap. */
export function minutesOf(given: Gap, { rules }: Pick<SlaPolicy, 'rules'>): number {
  if (typeof given === 'number') return given;
  const targets = rules.flatMap((rule) => Object.values(rule.targets));
  return targets[given.target % Math.max(1, targets.length)]?.minutes ?? 0;
}
