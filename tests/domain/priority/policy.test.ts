import { describe, expect, it } from 'vitest';
import { DEFAULT_PRIORITY_POLICY } from '#domain/priority/default-policy.ts';
import { type PriorityPolicyDocument, priorityPolicyDocument } from '#domain/priority/policy.ts';
import { priorityPolicyMistakes } from '#domain/priority/policy-mistakes.ts';

/** What a policy must be to be put. */

const { version: _version, ...SHIPPED } = DEFAULT_PRIORITY_POLICY;
const { thresholds, waiting, urgency, sentiment, reach, engagement } = SHIPPED;

/** Where a policy is at fault, as pointers: in its shape, and where that is right in its sense. */
function faults(policy: unknown): string[] {
  const read = priorityPolicyDocument.safeParse(policy);
  if (!read.success) return read.error.issues.map(({ path }) => path.map((step) => `/${String(step)}`).join(''));
  return priorityPolicyMistakes(read.data).map(({ pointer }) => pointer);
}
const changed = (change: Partial<PriorityPolicyDocument>): PriorityPolicyDocument => ({ ...SHIPPED, ...change });
const waits = (...steps: readonly (readonly [number, number])[]) =>
  changed({ waiting: { ...waiting, steps: steps.map(([afterMinutes, points]) => ({ afterMinutes, points })) } });
const window = (...steps: readonly (readonly [number, number])[]) =>
  changed({ windowClosing: steps.map(([minutesLeft, points]) => ({ minutesLeft, points })) });
const crowd = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tier-${index}`, 1]));

describe('a priority policy', () => {
  it.each<[string, PriorityPolicyDocument]>([
    ['that ships', SHIPPED],
    ['without windows or tiers', changed({ windowClosing: [], tiers: {} })],
    ['by which waiting may end at P1', changed({ waiting: { ...waiting, ceiling: 'P1' } })],
    ['with one patient step', waits([20_160, 40])],
  ])('%s is taken', (_, policy) => {
    expect(faults(policy)).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['a missing weight', { ...SHIPPED, urgency: { ...urgency, high: undefined } }, '/urgency/high'],
    ['half a point', changed({ urgency: { ...urgency, high: 24.5 } }), '/urgency/high'],
    ['points below zero', changed({ sentiment: { ...sentiment, sarcasm: -1 } }), '/sentiment/sarcasm'],
    ['points without measure', changed({ reach: { ...reach, max: 101 } }), '/reach/max'],
    ['a weight nobody knows', { ...SHIPPED, mood: 3 }, ''],
    ['urgency that falls', changed({ urgency: { ...urgency, critical: 24 } }), '/urgency'],
    ['content before angry', changed({ sentiment: { ...sentiment, positive: 6 } }), '/sentiment'],
    ['thresholds out of order', changed({ thresholds: { ...thresholds, P2: 60 } }), '/thresholds'],
    ['nobody is P4', changed({ thresholds: { ...thresholds, P3: 0 } }), '/thresholds'],
    ['a scale that goes nowhere', changed({ reach: { ...reach, from: 5, to: 5 } }), '/reach/to'],
    ['a scale upside down', changed({ engagement: { ...engagement, to: 1 } }), '/engagement/to'],
    ['a share above the whole', changed({ unsureShare: 1.1 }), '/unsureShare'],
    ['a tier that is no name', changed({ tiers: { 'Very Important': 3 } }), '/tiers/Very Important'],
    ['tiers without end', changed({ tiers: crowd }), '/tiers'],
    ['waiting for ever', waits([60, 39]), '/waiting/steps'],
    ['waiting that falls back', waits([60, 10], [120, 5], [180, 40]), '/waiting/steps'],
    ['waiting out of order', waits([120, 10], [60, 40]), '/waiting/steps'],
    ['no waiting at all', waits(), '/waiting/steps'],
    ['a ceiling below P2', { ...SHIPPED, waiting: { ...waiting, ceiling: 'P3' } }, '/waiting/ceiling'],
    ['a window out of order', window([60, 5], [120, 9]), '/windowClosing'],
    ['a window that relaxes', window([120, 9], [60, 5]), '/windowClosing'],
  ])('with %s is refused where it is at fault', (_, policy, path) => {
    expect(faults(policy)).toContain(path);
  });
});
