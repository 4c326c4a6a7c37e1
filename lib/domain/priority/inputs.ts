import * as z from 'zod/mini';
import { FLAGS, INTENTS, SENTIMENTS, URGENCIES } from '#domain/classification.ts';
import { tierName } from '#domain/priority/policy.ts';
import { PRIORITIES } from '#domain/sla.ts';

/** All that a priority is made of, and nothing else: the same inputs under the same policy give the same score for ever. */

const MOST_SAID = 50;
const count = z.int().check(z.minimum(0), z.maximum(1_000_000_000_000));
const id = z.string().check(z.minLength(1), z.maxLength(1_000));
/** Beyond the year 2999 there is room for all that is added to an instant, and nothing is written with a sign. */
const time = z.iso
  .datetime({ precision: 3 })
  .check(z.refine((at) => at >= '1970' && at < '3000', 'an instant from 1970 to 2999'));

/** What one message of the customer was found to say, and who may see it. */
export const said = z.strictObject({
  id,
  /** Platform time, ISO 8601 UTC with milliseconds: messages count in order of (sentAt, id). */
  sentAt: time,
  sentiment: z.enum(SENTIMENTS),
  urgency: z.enum(URGENCIES),
  intent: z.enum(INTENTS),
  flags: z.optional(z.array(z.enum(FLAGS)).check(z.maxLength(FLAGS.length))),
  unsure: z.optional(z.array(z.enum(['sentiment', 'intent', 'urgency'])).check(z.maxLength(3))),
  followers: z.optional(count),
  verified: z.optional(z.boolean()),
  engagement: z.optional(count),
});
export type Said = z.infer<typeof said>;

export const priorityInputs = z.strictObject({
  said: z.array(said).check(z.maxLength(MOST_SAID)),
  visibility: z.enum(['public', 'private']),
  tier: z.optional(tierName),
  /** How many of the customer's messages in a row nobody has answered. */
  unanswered: z.int().check(z.minimum(0), z.maximum(1_000)),
  /** How often the matter came back after it had been resolved. */
  returns: z.int().check(z.minimum(0), z.maximum(1_000)),
  /** By how many levels escalation has raised the ticket. */
  raised: z.optional(z.int().check(z.minimum(0), z.maximum(PRIORITIES.length))),
  /** Since when the customer waits for an answer; absent when nobody waits for one. */
  waitingSince: z.optional(time),
  /** When the platform takes no answer any more; absent where it always does. */
  replyWindowClosesAt: z.optional(time),
  /** The instant for which the question is asked. */
  at: time,
});
export type PriorityInputs = z.infer<typeof priorityInputs>;
