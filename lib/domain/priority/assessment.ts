import * as z from 'zod/mini';
import { FACTOR_NAMES } from '#domain/priority/factor.ts';
import type { PriorityInputs } from '#domain/priority/inputs.ts';
import { judge } from '#domain/priority/judge.ts';
import type { PriorityPolicy } from '#domain/priority/policy.ts';
import { PRIORITIES, type Priority } from '#domain/sla.ts';

/** What a ticket keeps of its judgement: enough to be listed with its reasons; `explain` makes the whole of it again. */
export const assessment = z.object({
  priority: z.enum(PRIORITIES),
  /** The priority without what time has added, by which clocks are set; `priority` when absent. */
  promise: z.optional(z.enum(PRIORITIES)),
  score: z.number(),
  /** The factors that count anything, each with the finding behind it, such as `critical` or `negative`. */
  factors: z.array(z.object({ name: z.enum(FACTOR_NAMES), points: z.number(), because: z.string() })),
  policyVersion: z.string(),
  /** Names what was judged; absent on what an earlier version of Earshot has judged. */
  inputsHash: z.optional(z.string()),
  /** The last instant at which time changed the score. */
  asOf: z.optional(z.string()),
  /** When time alone will make it another priority. */
  changesAt: z.optional(z.string()),
  /** By how many levels escalation has raised the priority above what the score says. */
  raised: z.optional(z.number()),
});
export type Assessment = z.infer<typeof assessment>;

/** What a ticket has until the change that makes it is applied: every change judges anew. */
export const UNJUDGED: Assessment = { priority: 'P4', score: 0, factors: [], policyVersion: '' };

/** By which priority a ticket's clocks are set: waiting moves it up the queue and shortens no promise. */
export const promiseOf = ({ promise, priority }: Pick<Assessment, 'promise' | 'priority'>): Priority =>
  promise ?? priority;

/** Judges inputs, and keeps what a ticket keeps. */
export function assess(inputs: PriorityInputs, policy: PriorityPolicy): Assessment {
  const { priority, promise, score, factors, policyVersion, inputsHash, asOf, changes } = judge(inputs, policy);
  const counting = factors.filter(({ points }) => points > 0);
  return {
    priority,
    promise: promise === priority ? undefined : promise,
    score,
    factors: counting.map(({ name, points, because }) => ({ name, points, because })),
    policyVersion,
    inputsHash,
    asOf,
    changesAt: changes?.at,
    raised: inputs.raised,
  };
}
