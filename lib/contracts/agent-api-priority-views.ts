import * as z from 'zod/mini';
import { clockChange } from '#contracts/agent-api-dry-run.ts';
import { assessment } from '#domain/priority/assessment.ts';
import { FACTOR_NAMES } from '#domain/priority/factor.ts';
import { priorityInputs } from '#domain/priority/inputs.ts';
import { PRIORITIES } from '#domain/sla.ts';

/** A priority as the agent API explains it. */

const priority = z.enum(PRIORITIES);
const time = z.string();

const factorView = z.strictObject({
  name: z.enum(FACTOR_NAMES),
  points: z.number(),
  bound: z.number().check(z.describe('The most it can count under this policy.')),
  because: z.string().check(z.describe('The finding behind the points.')),
  messageId: z.optional(z.string()).check(z.describe('The message in which it was found.')),
  unsure: z.optional(z.literal(true)).check(z.describe('The classifier would not swear to it: it counts less.')),
});

const alternativeView = z.strictObject({
  factor: z.enum(FACTOR_NAMES),
  because: z.string(),
  points: z.number(),
  priority,
});

/** What could be seen by whom, apart from the words. */
const reputationView = z.strictObject({
  reach: z.number(),
  engagement: z.number(),
  verified: z.boolean(),
  press: z.boolean(),
  label: z.enum(['low', 'medium', 'high']),
});

export const explanationView = z.strictObject({
  priority,
  promise: priority.check(
    z.describe('The priority without what time has added: the clocks are set by it, for waiting shortens no promise.'),
  ),
  score: z.number(),
  factors: z.array(factorView),
  policyVersion: z.string(),
  inputs: z.omit(priorityInputs, { at: true }).check(z.describe('What was judged, in canonical form.')),
  at: time.check(z.describe('The instant for which it is explained.')),
  asOf: z.optional(time).check(z.describe('The last instant at which time changed the score.')),
  inputsHash: z
    .optional(z.string())
    .check(
      z.describe('Names inputs and `asOf`. The same inputs give the same score under the same version, for ever.'),
    ),
  changes: z
    .optional(z.strictObject({ at: time, priority }))
    .check(z.describe('When time alone makes it another priority, and which.')),
  raisedBy: z
    .array(alternativeView)
    .check(z.describe('By factor, the least other finding that would raise the priority, all else the same.')),
  loweredBy: z.array(alternativeView).check(z.describe('By factor, the least that would have to go for it to fall.')),
  reputation: z
    .optional(reputationView)
    .check(z.describe('What the messages may do to the name of the brand; absent where the customer must not show.')),
});
export type ExplanationView = z.infer<typeof explanationView>;

export const ticketPriorityView = z.strictObject({
  ticketId: z.string(),
  kept: assessment.check(z.describe('What the ticket has, and the queue sorts by: judged at its last change.')),
  blind: z
    .optional(z.literal(true))
    .check(z.describe('Who the customer is was left out: the ticket is unclaimed, and may have a higher priority.')),
  explanation: explanationView,
});

const rank = z.number().check(z.describe('Place among the tickets asked for, from 1: as the queue sorts them.'));

const comparedView = z.strictObject({
  ticketId: z.optional(z.string()),
  blind: z.optional(z.literal(true)),
  before: explanationView.check(z.describe('By the policy in force.')),
  after: explanationView.check(z.describe('By the other policy, or the other inputs.')),
  ranks: z.optional(z.strictObject({ before: rank, after: rank })),
  clocks: z
    .optional(z.array(clockChange))
    .check(
      z.describe(
        'The clocks that would change if the ticket were judged so now: `before` as they stand, `after` as they would. Absent of free inputs, and where the customer must not show.',
      ),
    ),
});
export type ComparedView = z.infer<typeof comparedView>;

export const whatIfView = z.strictObject({
  compared: z.array(comparedView).check(z.describe('In the order of the queue as it would be.')),
  missing: z.array(z.string()).check(z.describe('Tickets asked for that do not exist.')),
});
