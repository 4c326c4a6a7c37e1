import { type FactorName, onLogScale } from '#domain/priority/factor.ts';
import type { PriorityPolicyDocument } from '#domain/priority/policy.ts';

/** What each factor could have found and what it would count, and the most it can: the answer to "what would it take?". */

/** A finding in words, with its points. */
export interface Possible {
  readonly because: string;
  readonly points: number;
}

const DECADES = [10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];
const MOST_REPEATS = 10;

const named = (weights: Readonly<Record<string, number>>): Possible[] =>
  Object.entries(weights).map(([because, points]) => ({ because, points }));

const FINDINGS: Readonly<Record<FactorName, (policy: PriorityPolicyDocument) => Possible[]>> = {
  urgency: ({ urgency }) => named(urgency),
  sentiment: ({ sentiment: { stillNegative, ...labels } }) => [
    ...named(labels),
    { because: 'still negative', points: labels.negative + stillNegative },
  ],
  intent: ({ intent, flags }) => named({ ...intent, ...flags }),
  reach: ({ reach }) => [
    { because: '0 followers', points: 0 },
    ...DECADES.map((count) => ({ because: `${count} followers`, points: onLogScale(count, reach) })),
    { because: 'press', points: Math.min(reach.max, reach.press) },
  ],
  engagement: ({ engagement }) => [
    { because: '0 reactions', points: 0 },
    ...DECADES.map((count) => ({ because: `${count} reactions`, points: onLogScale(count, engagement) })),
  ],
  tier: ({ tiers }) => [{ because: 'no tier', points: 0 }, ...named(tiers)],
  repeated_contact: ({ repeatedContact: { perMessage, max } }) =>
    Array.from({ length: MOST_REPEATS }, (_, more) => ({
      because: `${more + 1} unanswered`,
      points: Math.min(max, more * perMessage),
    })),
  waiting: ({ waiting: { steps } }) => [
    { because: 'nobody waits', points: 0 },
    ...steps.map(({ afterMinutes, points }) => ({ because: `${afterMinutes} minutes or more`, points })),
  ],
  window_closing: ({ windowClosing }) => [
    { because: 'no window', points: 0 },
    ...windowClosing.map(({ minutesLeft, points }) => ({ because: `shuts within ${minutesLeft} minutes`, points })),
  ],
};

/** What a factor could find under a policy, from the least to the most; the first of equals is named. */
export function findingsOf(name: FactorName, policy: PriorityPolicyDocument): Possible[] {
  return FINDINGS[name](policy).sort((a, b) => a.points - b.points);
}

const BOUNDS: Readonly<Record<FactorName, (policy: PriorityPolicyDocument) => number>> = {
  urgency: ({ urgency }) => urgency.critical,
  sentiment: ({ sentiment }) => Math.max(sentiment.negative, sentiment.sarcasm) + sentiment.stillNegative,
  intent: ({ intent, flags }) => Math.max(...Object.values(intent), ...Object.values(flags)),
  reach: ({ reach }) => reach.max,
  engagement: ({ engagement }) => engagement.max,
  tier: ({ tiers }) => Math.max(0, ...Object.values(tiers)),
  repeated_contact: ({ repeatedContact }) => repeatedContact.max,
  waiting: ({ waiting }) => waiting.steps.at(-1)?.points ?? 0,
  window_closing: ({ windowClosing }) => windowClosing.at(-1)?.points ?? 0,
};

/** The most that a factor can count under a policy. */
export const boundOf = (name: FactorName, policy: PriorityPolicyDocument): number => BOUNDS[name](policy);
