import { fnv64 } from '#domain/fnv64.ts';
import { engagementShare, reachShare, repeatedContactShare, tierShare } from '#domain/priority/audience-factors.ts';
import { canonical } from '#domain/priority/canonical.ts';
import { FACTOR_NAMES, type FactorName, type Share } from '#domain/priority/factor.ts';
import type { PriorityInputs } from '#domain/priority/inputs.ts';
import { labelOf, priorityOf, raisedPriority } from '#domain/priority/label.ts';
import type { PriorityPolicy, PriorityPolicyDocument } from '#domain/priority/policy.ts';
import { moments, type Waiting, waitingIn, waitingShare, windowShare } from '#domain/priority/time-factors.ts';
import { intentShare, sentimentShare, urgencyShare } from '#domain/priority/word-factors.ts';
import type { Priority } from '#domain/sla.ts';

/** Who goes first, by rules one can argue with: a sum of named, bounded factors under a policy version. */

type Of<T> = (inputs: PriorityInputs, policy: PriorityPolicyDocument) => T;
type TimeFactor = 'waiting' | 'window_closing';

const SHARES: Readonly<Record<Exclude<FactorName, TimeFactor>, Of<Share>>> = {
  urgency: urgencyShare,
  sentiment: sentimentShare,
  intent: intentShare,
  reach: reachShare,
  engagement: engagementShare,
  tier: tierShare,
  repeated_contact: repeatedContactShare,
};
const TIME_SHARES = { waiting: waitingShare, window_closing: windowShare } as const;

/** One factor's share of the score. */
export interface Factor extends Share {
  readonly name: FactorName;
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
  /** The next instant at which time alone makes it another priority, and which; absent when time changes nothing. */
  readonly changes?: { readonly at: string; readonly priority: Priority } | undefined;
}

const iso = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString());

/** Inputs in canonical form with what the time factors need of them. */
interface Case {
  readonly inputs: PriorityInputs;
  readonly waiting: Waiting;
  readonly atMs: number;
  readonly policy: PriorityPolicy;
}

function factorsOf({ inputs, waiting, atMs, policy }: Case): Factor[] {
  return FACTOR_NAMES.map((name) => {
    const share =
      name === 'waiting' || name === 'window_closing'
        ? TIME_SHARES[name](waiting, atMs, policy)
        : SHARES[name](inputs, policy);
    return { name, ...share };
  });
}

/** What these factors count together. */
const total = (factors: readonly Factor[]): number => factors.reduce((sum, { points }) => sum + points, 0);

/** The first of these moments at which time alone has made it another priority. */
function nextChange({ inputs, waiting, policy }: Case, untimed: number, times: Times): Judgement['changes'] {
  for (const ms of times.later) {
    const waited = waitingShare(waiting, ms, policy).points;
    const score = untimed + waited + windowShare(waiting, ms, policy).points;
    const priority = priorityOf({ score, waited }, policy, inputs.raised);
    if (priority !== times.now) return { at: new Date(ms).toISOString(), priority };
  }
  return undefined;
}

/** The priority now, and when it may be another. */
interface Times {
  readonly now: Priority;
  readonly later: readonly number[];
}

/** Judges a ticket by what is known of it at an instant. */
export function judge(given: PriorityInputs, policy: PriorityPolicy): Judgement {
  const inputs = canonical(given);
  const one: Case = { inputs, waiting: waitingIn(inputs), atMs: Date.parse(inputs.at), policy };
  const factors = factorsOf(one);
  const score = total(factors);
  const untimed = total(factors.filter(({ name }) => name !== 'waiting' && name !== 'window_closing'));
  const waited = waitingShare(one.waiting, one.atMs, policy).points;
  const priority = priorityOf({ score, waited }, policy, inputs.raised);
  const all = moments(one.waiting, policy);
  const { at: _at, ...timeless } = inputs;
  const asOf = iso(all.findLast((ms) => ms <= one.atMs));
  return {
    priority,
    promise: raisedPriority(labelOf(untimed, policy), inputs.raised),
    score,
    factors,
    policyVersion: policy.version,
    inputs: timeless,
    asOf,
    inputsHash: fnv64(JSON.stringify({ asOf, ...timeless })),
    changes: nextChange(one, untimed, { now: priority, later: all.filter((ms) => ms > one.atMs) }),
  };
}
