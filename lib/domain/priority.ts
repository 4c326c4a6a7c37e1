import * as z from 'zod/mini';
import type { Reading } from '#domain/reading.ts';
import { PRIORITIES, type Priority } from '#domain/sla.ts';

/** Who goes first, by rules one can explain: a sum of named, bounded factors under a policy version. */

export const FACTOR_NAMES = ['urgency', 'sentiment', 'intent', 'reach', 'repeated_contact'] as const;
export type FactorName = (typeof FACTOR_NAMES)[number];

/** One factor's share of the score, with the message that speaks for it. */
export const factor = z.object({
  name: z.enum(FACTOR_NAMES),
  points: z.number(),
  /** The finding behind the points, such as `critical` or `negative`. */
  because: z.string(),
  messageId: z.optional(z.string()),
});
export type Factor = z.infer<typeof factor>;

export const assessment = z.object({
  priority: z.enum(['P1', 'P2', 'P3', 'P4']),
  score: z.number(),
  factors: z.array(factor),
  policyVersion: z.string(),
  /** By how many levels escalation has raised the priority above what the score says. */
  raised: z.optional(z.number()),
});
export type Assessment = z.infer<typeof assessment>;

/** How findings become points. Every factor is bounded by its largest entry or `max`. */
export const PRIORITY_POLICY = {
  version: 'priority-1',
  urgency: { low: 0, normal: 8, high: 25, critical: 40 },
  sentiment: { positive: 0, neutral: 5, negative: 15 },
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
  /** On a log scale and capped: a million followers weigh 10 points, no more. */
  reach: { max: 10, followersAtMax: 1_000_000 },
  repeatedContact: { perMessage: 2, max: 10 },
  thresholds: { P1: 60, P2: 40, P3: 20 },
} as const;

type Policy = typeof PRIORITY_POLICY;

/** The reading with the most points in one factor; the latest wins a tie, so that the newest evidence is shown. */
function strongest(readings: readonly Reading[], points: (reading: Reading) => number): Reading | undefined {
  return readings.reduce<Reading | undefined>(
    (best, reading) => (best === undefined || points(reading) >= points(best) ? reading : best),
    undefined,
  );
}

function reachPoints(followers: number, { reach }: Policy): number {
  const share = Math.log10(1 + followers) / Math.log10(1 + reach.followersAtMax);
  return Math.round(Math.min(1, Math.max(0, share)) * reach.max);
}

function factorOf(name: FactorName, readings: readonly Reading[], of: (reading: Reading) => [number, string]): Factor {
  const best = strongest(readings, (reading) => of(reading)[0]);
  const [points, because] = best ? of(best) : [0, 'nothing said'];
  return { name, points, because, messageId: best?.id };
}

function priorityOf(score: number, { thresholds }: Policy): Priority {
  if (score >= thresholds.P1) return 'P1';
  if (score >= thresholds.P2) return 'P2';
  return score >= thresholds.P3 ? 'P3' : 'P4';
}

/**
 * Scores what the customer said in this episode. Urgency, intent and reach count by their strongest message; sentiment
 * by the latest, because people calm down.
 * @param readings sorted by (sentAt, id). The same readings give the same score for ever under one policy version.
 */
export function prioritise(readings: readonly Reading[], policy: Policy = PRIORITY_POLICY): Assessment {
  const repeats = Math.max(0, readings.length - 1);
  const factors: Factor[] = [
    factorOf('urgency', readings, (r) => [policy.urgency[r.urgency], r.urgency]),
    factorOf('sentiment', readings.slice(-1), (r) => [policy.sentiment[r.sentiment], r.sentiment]),
    factorOf('intent', readings, (r) => [policy.intent[r.intent], r.intent]),
    factorOf('reach', readings, (r) => [reachPoints(r.followers ?? 0, policy), `${r.followers ?? 0} followers`]),
    {
      name: 'repeated_contact',
      points: Math.min(policy.repeatedContact.max, repeats * policy.repeatedContact.perMessage),
      because: `${repeats} more messages`,
    },
  ];
  const score = factors.reduce((sum, { points }) => sum + points, 0);
  return { priority: priorityOf(score, policy), score, factors, policyVersion: policy.version };
}

/** A priority some levels higher; P1 is the highest. */
export function raisedPriority(priority: Priority, levels: number): Priority {
  return PRIORITIES[Math.max(0, PRIORITIES.indexOf(priority) - levels)] ?? 'P1';
}
