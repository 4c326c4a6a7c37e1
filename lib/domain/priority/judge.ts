import { fnv64 } from '#domain/fnv64.ts';
import { engagementShare, reachShare, repeatedContactShare, tierShare } from '#domain/priority/audience-factors.ts';
import { canonical, inOrder } from '#domain/priority/canonical.ts';
import { FACTOR_NAMES, type FactorName, type Share } from '#domain/priority/factor.ts';
import type { PriorityInputs } from '#domain/priority/inputs.ts';
import type { PriorityPolicy, PriorityPolicyDocument } from '#domain/priority/policy.ts';
import { moments, waitingShare, windowShare } from '#domain/priority/time-factors.ts';
import { intentShare, sentimentShare, urgencyShare } from '#domain/priority/word-factors.ts';
import { PRIORITIES, type Priority } from '#domain/sla.ts';

/** Who goes first, by rules one can argue with: a sum of named, bounded factors under a policy version. */

type Of<T> = (inputs: PriorityInputs, policy: PriorityPolicyDocument) => T;

const SHARES: Readonly<Record<FactorName, Of<Share>>> = {
  urgency: urgencyShare,
  sentiment: sentimentShare,
  intent: intentShare,
  reach: reachShare,
  engagement: engagementShare,
  tier: tierShare,
  repeated_contact: repeatedContactShare,
  waiting: waitingShare,
  window_closing: windowShare,
};

/** The most that each factor can count. */
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

/** One factor's share of the score. */
export interface Factor extends Share {
  readonly name: FactorName;
  /** The most it can count under this policy. */
  readonly bound: number;
}

export interface Judgement {
  readonly priority: Priority;
  /** The priority without what time has added: by it the clocks are set, for waiting shortens no promise. */
  readonly promise: Priority;
  readonly score: number;
  /** Every factor, in the order of FACTOR_NAMES. */
  readonly factors: readonly Factor[];
  readonly policyVersion: string;
  /** The inputs as they counted, in canonical form; `at` is left out, `asOf` says all that counts of it. */
  readonly inputs: Omit<PriorityInputs, 'at'>;
  /** The last instant at which time changed the score; absent while it has not. */
  readonly asOf?: string | undefined;
  /** Names inputs and `asOf`: equal inputs have equal hashes, whatever the order of their messages. */
  readonly inputsHash: string;
}

/** Points by factor, as a priority is read off them. */
export type Points = Readonly<Record<FactorName, number>>;

const sum = (points: readonly number[]): number => points.reduce((total, each) => total + each, 0);
const pick = (a: Priority, b: Priority, of: 'higher' | 'lower'): Priority =>
  PRIORITIES.indexOf(a) <= PRIORITIES.indexOf(b) === (of === 'higher') ? a : b;

function labelOf(score: number, { thresholds }: PriorityPolicyDocument): Priority {
  if (score >= thresholds.P1) return 'P1';
  if (score >= thresholds.P2) return 'P2';
  return score >= thresholds.P3 ? 'P3' : 'P4';
}

/** A priority some levels higher; P1 is the highest. */
export function raisedPriority(priority: Priority, levels = 0): Priority {
  return PRIORITIES[Math.max(0, PRIORITIES.indexOf(priority) - levels)] ?? 'P1';
}

/**
 * The priority that points come to. Waiting alone lifts nobody above its ceiling, where it would bury an emergency.
 * @param raised by how many levels escalation has raised it.
 */
export function priorityOf(points: Points, policy: PriorityPolicyDocument, raised?: number): Priority {
  const score = sum(Object.values(points));
  const withoutWaiting = labelOf(score - points.waiting, policy);
  const waited = pick(labelOf(score, policy), policy.waiting.ceiling, 'lower');
  return raisedPriority(pick(withoutWaiting, waited, 'higher'), raised);
}

/** The points of factors, by name. */
export function pointsOf(factors: readonly Pick<Factor, 'name' | 'points'>[]): Points {
  return Object.fromEntries(factors.map(({ name, points }) => [name, points])) as Points;
}

/** The factors of inputs whose messages are in order. */
function factorsOf(inputs: PriorityInputs, policy: PriorityPolicyDocument): Factor[] {
  return FACTOR_NAMES.map((name) => ({ name, bound: BOUNDS[name](policy), ...SHARES[name](inputs, policy) }));
}

/** Judges a ticket by what is known of it at an instant. */
export function judge(given: PriorityInputs, policy: PriorityPolicy): Judgement {
  const inputs = { ...given, said: inOrder(given.said) };
  const factors = factorsOf(inputs, policy);
  const points = pointsOf(factors);
  const { at, ...timeless } = inputs;
  const asOf = moments(inputs, policy).findLast((moment) => moment <= at);
  const score = sum(Object.values(points));
  return {
    priority: priorityOf(points, policy, inputs.raised),
    promise: raisedPriority(labelOf(score - points.waiting - points.window_closing, policy), inputs.raised),
    score,
    factors,
    policyVersion: policy.version,
    inputs: timeless,
    asOf,
    inputsHash: fnv64(canonical({ ...timeless, asOf })),
  };
}

/** The next instant at which the priority changes by itself, and what it becomes; undefined when time changes nothing. */
export function nextChange(
  given: PriorityInputs,
  policy: PriorityPolicy,
): { at: string; priority: Priority } | undefined {
  const points = pointsOf(factorsOf({ ...given, said: inOrder(given.said) }, policy));
  const now = priorityOf(points, policy, given.raised);
  for (const at of moments(given, policy).filter((moment) => moment > given.at)) {
    const then = { ...given, at };
    const later = { waiting: waitingShare(then, policy).points, window_closing: windowShare(then, policy).points };
    const priority = priorityOf({ ...points, ...later }, policy, given.raised);
    if (priority !== now) return { at, priority };
  }
  return undefined;
}
