import { FACTOR_NAMES, type FactorName } from '#domain/priority/factor.ts';
import { boundOf, findingsOf } from '#domain/priority/findings.ts';
import type { PriorityInputs } from '#domain/priority/inputs.ts';
import { type Factor, type Judgement, judge } from '#domain/priority/judge.ts';
import { priorityOf } from '#domain/priority/label.ts';
import type { PriorityPolicy, PriorityPolicyDocument } from '#domain/priority/policy.ts';
import { PRIORITIES, type Priority } from '#domain/sla.ts';

/** A priority one can argue with: what it is made of, and what would make it another. */

/** One other finding of one factor, everything else the same, and the priority it would come to. */
export interface Alternative {
  readonly factor: FactorName;
  readonly because: string;
  readonly points: number;
  readonly priority: Priority;
}

/** A factor with the most that it can count under the policy. */
interface BoundedFactor extends Factor {
  readonly bound: number;
}

export interface Explanation extends Omit<Judgement, 'factors'> {
  readonly at: string;
  readonly factors: readonly BoundedFactor[];
  /** By factor, the least that would raise the priority. */
  readonly raisedBy: readonly Alternative[];
  /** By factor, the least that would have to go for the priority to fall. */
  readonly loweredBy: readonly Alternative[];
}

/** How it stands, as far as one factor more or less matters. */
interface Standing {
  readonly judgement: Judgement;
  readonly policy: PriorityPolicyDocument;
  readonly points: Readonly<Record<FactorName, number>>;
}

const rank = (priority: Priority): number => PRIORITIES.indexOf(priority);

/** The priority with one factor found otherwise, everything else the same. */
function priorityWith({ judgement, policy, points }: Standing, name: FactorName, found: number): Priority {
  const score = judgement.score - points[name] + found;
  const waited = name === 'waiting' ? found : points.waiting;
  return priorityOf({ score, waited }, policy, judgement.inputs.raised);
}

/** The first of a factor's findings with which the priority goes the way asked for. */
function firstThat(name: FactorName, standing: Standing, way: 'up' | 'down'): Alternative[] {
  const now = rank(standing.judgement.priority);
  const findings = findingsOf(name, standing.policy);
  for (const finding of way === 'up' ? findings : findings.toReversed()) {
    const priority = priorityWith(standing, name, finding.points);
    const moves = way === 'up' ? rank(priority) < now : rank(priority) > now;
    if (moves) return [{ factor: name, ...finding, priority }];
  }
  return [];
}

/** Explains the priority of inputs under a policy. */
export function explain(inputs: PriorityInputs, policy: PriorityPolicy): Explanation {
  const judgement = judge(inputs, policy);
  const points = Object.fromEntries(judgement.factors.map((factor) => [factor.name, factor.points]));
  const standing: Standing = { judgement, policy, points: points as Standing['points'] };
  // Where the platform always takes an answer, no window will ever press.
  const names = FACTOR_NAMES.filter((name) => name !== 'window_closing' || inputs.replyWindowClosesAt !== undefined);
  return {
    ...judgement,
    factors: judgement.factors.map((factor) => ({ ...factor, bound: boundOf(factor.name, policy) })),
    at: inputs.at,
    raisedBy: names.flatMap((name) => firstThat(name, standing, 'up')),
    loweredBy: names.flatMap((name) => firstThat(name, standing, 'down')),
  };
}
