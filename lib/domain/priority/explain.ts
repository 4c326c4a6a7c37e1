import { FACTOR_NAMES, type FactorName } from '#domain/priority/factor.ts';
import { findingsOf } from '#domain/priority/findings.ts';
import type { PriorityInputs } from '#domain/priority/inputs.ts';
import { type Judgement, judge, nextChange, type Points, pointsOf, priorityOf } from '#domain/priority/judge.ts';
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

export interface Explanation extends Judgement {
  readonly at: string;
  /** By factor, the least that would raise the priority. */
  readonly raisedBy: readonly Alternative[];
  /** By factor, the least that would have to go for the priority to fall. */
  readonly loweredBy: readonly Alternative[];
  /** What time alone will make of it next, and when. */
  readonly changes?: { readonly at: string; readonly priority: Priority } | undefined;
}

const rank = (priority: Priority): number => PRIORITIES.indexOf(priority);

interface Standing {
  readonly points: Points;
  readonly policy: PriorityPolicyDocument;
  readonly raised: number | undefined;
}

/** The first of a factor's findings, in the order given, with which the priority goes the way asked for. */
function firstThat(name: FactorName, { points, policy, raised }: Standing, way: 'up' | 'down'): Alternative[] {
  const now = rank(priorityOf(points, policy, raised));
  const findings = findingsOf(name, policy);
  for (const finding of way === 'up' ? findings : findings.toReversed()) {
    const priority = priorityOf({ ...points, [name]: finding.points }, policy, raised);
    const moves = way === 'up' ? rank(priority) < now : rank(priority) > now;
    if (moves) return [{ factor: name, ...finding, priority }];
  }
  return [];
}

/** Explains the priority of inputs under a policy. */
export function explain(inputs: PriorityInputs, policy: PriorityPolicy): Explanation {
  const judgement = judge(inputs, policy);
  const standing = { points: pointsOf(judgement.factors), policy, raised: inputs.raised };
  // Where the platform always takes an answer, no window will ever press.
  const names = FACTOR_NAMES.filter((name) => name !== 'window_closing' || inputs.replyWindowClosesAt !== undefined);
  return {
    ...judgement,
    at: inputs.at,
    raisedBy: names.flatMap((name) => firstThat(name, standing, 'up')),
    loweredBy: names.flatMap((name) => firstThat(name, standing, 'down')),
    changes: nextChange(inputs, policy),
  };
}
