import type { PriorityPolicyDocument } from '#domain/priority/policy.ts';
import { PRIORITIES, type Priority } from '#domain/sla.ts';

/** From points to a priority. */

/** What a priority is read off: the score, and how much of it is for waiting. */
export interface Scored {
  readonly score: number;
  readonly waited: number;
}

const pick = (a: Priority, b: Priority, of: 'higher' | 'lower'): Priority =>
  PRIORITIES.indexOf(a) <= PRIORITIES.indexOf(b) === (of === 'higher') ? a : b;

/** The priority of a score. */
export function labelOf(score: number, { thresholds }: PriorityPolicyDocument): Priority {
  if (score >= thresholds.P1) return 'P1';
  if (score >= thresholds.P2) return 'P2';
  return score >= thresholds.P3 ? 'P3' : 'P4';
}

/** A priority some levels higher; P1 is the highest. */
export function raisedPriority(priority: Priority, levels = 0): Priority {
  return PRIORITIES[Math.max(0, PRIORITIES.indexOf(priority) - levels)] ?? 'P1';
}

/**
 * The priority that a score comes to. Waiting alone lifts nobody above its ceiling, where it would bury an emergency.
 * @param raised by how many levels escalation has raised it.
 */
export function priorityOf({ score, waited }: Scored, policy: PriorityPolicyDocument, raised?: number): Priority {
  const lifted = pick(labelOf(score, policy), policy.waiting.ceiling, 'lower');
  return raisedPriority(pick(labelOf(score - waited, policy), lifted, 'higher'), raised);
}
