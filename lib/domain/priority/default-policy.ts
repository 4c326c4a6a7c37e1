import type { PriorityPolicy } from '#domain/priority/policy.ts';

/** The policy that ships; docs/priority.md says why each number is what it is. A change of any is a new version. */
export const DEFAULT_PRIORITY_POLICY: PriorityPolicy = {
  version: 'priority-2',
  urgency: { low: 0, normal: 8, high: 25, critical: 40 },
  sentiment: { positive: 0, neutral: 5, negative: 15, sarcasm: 12, stillNegative: 5 },
  intent: {
    safety: 25,
    fraud: 22,
    legal: 20,
    outage: 18,
    account_access: 14,
    billing: 12,
    cancellation: 12,
    complaint: 10,
    delivery: 10,
    how_to: 5,
    sales: 5,
    other: 3,
    feedback: 2,
    praise: 0,
  },
  flags: { safety: 25, legal: 20, threat_to_leave: 12 },
  unsureShare: 0.5,
  reach: { max: 10, from: 1_000, to: 1_000_000, verified: 2, press: 8 },
  engagement: { max: 8, from: 10, to: 10_000 },
  tiers: { standard: 0, plus: 4, premium: 8, vip: 10 },
  repeatedContact: { perMessage: 3, perReturn: 4, max: 12 },
  waiting: {
    steps: [
      { afterMinutes: 60, points: 1 },
      { afterMinutes: 120, points: 2 },
      { afterMinutes: 240, points: 4 },
      { afterMinutes: 480, points: 8 },
      { afterMinutes: 720, points: 12 },
      { afterMinutes: 1440, points: 20 },
      { afterMinutes: 2160, points: 30 },
      { afterMinutes: 2880, points: 40 },
    ],
    ceiling: 'P2',
  },
  windowClosing: [
    { minutesLeft: 360, points: 6 },
    { minutesLeft: 120, points: 12 },
    { minutesLeft: 60, points: 20 },
  ],
  thresholds: { P1: 60, P2: 40, P3: 20 },
};
