import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import type { CalendarDocument, PolicyDocument } from '#domain/policy/documents.ts';
import type { Target } from '#domain/policy/policy.ts';
import { BRAND_ACCOUNTS } from '#local/care/secrets.ts';
import { customerMessage } from '#local/delivery/customer-message.ts';
import { type DayOptions, planDay } from '#local/demo/day.ts';
import { MINUTES_A_DAY, type Planned } from '#local/demo/plan.ts';

/**
 * Clocks over a night, a weekend and the night in which the clocks change: the shop in Berlin closes on Saturday at 22:00
 * and opens on Monday at 5:00, 30 hours later by the sun and 31 by the wall.
 */

/** The day of the demo is this Saturday; summer time begins on the Sunday after it. */
export const WEEKEND_STARTS_MS = Date.parse('2026-03-28T00:00:00.000Z');

const late = [{ from: '05:00', to: '22:00' }];
export const SHOP_HOURS: CalendarDocument = {
  zone: 'Europe/Berlin',
  weekly: { mon: late, tue: late, wed: late, thu: late, fri: late, sat: [{ from: '08:00', to: '22:00' }], sun: [] },
  holidays: [],
  exceptions: [],
};

const promised = (minutes: number): Target => ({ minutes, calendar: 'shop', warn: [{ percent: 80 }], pauseOn: [] });
const { version: _shipped, ...shipped } = DEFAULT_SLA_POLICY;
/** Whoever writes to the shop is answered within two of its hours, whatever the priority; the rest is as shipped. */
export const SHOP_POLICY: PolicyDocument = {
  ...shipped,
  name: 'Shop',
  rules: [
    {
      when: { platform: ['standard'] },
      targets: { firstResponse: promised(120), nextResponse: promised(120), resolution: promised(480) },
    },
    ...shipped.rules,
  ],
};

/** Somebody who writes to the shop, and when an agent answers; minutes from the start of the Saturday, UTC. */
export interface Visitor {
  readonly customer: string;
  readonly asksAt: number;
  readonly answeredAt?: number;
}

const hours = (day: number, hour: number, minute = 0): number => day * MINUTES_A_DAY + hour * 60 + minute;

/** With half an hour or an hour of their two spent when the shop closes at 21:00 UTC; it opens on Monday at 3:00 UTC. */
export const VISITORS: readonly Visitor[] = [
  // Due at 4:00, answered late.
  { customer: '7900001', asksAt: hours(0, 20), answeredAt: hours(2, 4, 15) },
  // Warned at 4:06 and due at 4:30: before either, between them, never.
  { customer: '7900002', asksAt: hours(0, 20, 30), answeredAt: hours(2, 3, 45) },
  { customer: '7900003', asksAt: hours(0, 20, 30), answeredAt: hours(2, 4, 15) },
  { customer: '7900004', asksAt: hours(0, 20, 30) },
  // Asked on Sunday: all of it is Monday's.
  { customer: '7900005', asksAt: hours(1, 10) },
];
export const WEEKEND_ENDS = hours(2, 5, 5);

/** The deliveries of those who ask. */
export function visits(startMs: number): Planned[] {
  const account = BRAND_ACCOUNTS.standard;
  return VISITORS.map(({ customer: id, asksAt: atMinute }) => {
    const message = `weekend-${id}`;
    const said = {
      account,
      customer: { id },
      id: message,
      text: 'Could you tell me when the shop has the blue one in stock again?',
      sentAtMs: startMs + atMinute * 60_000,
      thread: `weekend-${id}`,
    };
    const { platform, payload } = customerMessage('standard.private', said);
    const storedAs = `standard:${account} message ${message}`;
    return { atMinute, platform, payload, events: [{ intent: 'healthy', storedAs }] };
  });
}

/** The Saturday as planned, with those among them who write to the shop. */
export function dayWithVisitors({ seed, messages }: Pick<DayOptions, 'seed' | 'messages'>): Planned[] {
  const startMs = WEEKEND_STARTS_MS;
  const visitors = visits(startMs).filter(({ atMinute }) => atMinute < MINUTES_A_DAY);
  return [...planDay({ seed, startMs, messages }), ...visitors].sort((a, b) => a.atMinute - b.atMinute);
}
