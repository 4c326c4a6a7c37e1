import * as z from 'zod/mini';
import { actor } from '#domain/actor.ts';
import { clockCorrection } from '#domain/clock-correction.ts';
import { clockFact } from '#domain/clock-fact.ts';
import { CLOCK_NAMES } from '#domain/clock-name.ts';
import { PRIORITIES } from '#domain/sla.ts';
import { STATUSES } from '#domain/status.ts';
import { venue } from '#domain/venue.ts';

/**
 * History: one entry for each change of a ticket, append-only. An entry says who did what, when and why; it refers to
 * words by id and never copies them.
 */

/** A message as an entry names it, with what clocks must know of it. */
export const messageRef = z.object({
  id: z.string(),
  direction: z.enum(['in', 'out']),
  sentAt: z.string(),
  /** Where the message may start a clock, or answers one, when that is not its `sentAt`: see `clockStart`. */
  startsAt: z.optional(z.string()),
  /** For how many minutes after a customer wrote the platform takes a person's answer; absent where it always does. */
  windowMinutes: z.optional(z.number()),
  /** How many files a customer's message carried; absent when none. */
  files: z.optional(z.number()),
  /** Who wrote an outgoing message; a person when absent. */
  by: z.optional(z.enum(['person', 'automation'])),
  /** An automatic acknowledgement answers nothing. */
  acknowledgement: z.optional(z.boolean()),
  /** Where it was said, when that is not where the ticket began. */
  venue: z.optional(venue),
});
export type MessageRef = z.infer<typeof messageRef>;

/** When a message was said: at its `sentAt`, but no later than it was received, whatever the platform's clock shows. */
export function saidAt({ sentAt, startsAt = sentAt }: Pick<MessageRef, 'sentAt' | 'startsAt'>): string {
  return startsAt < sentAt ? startsAt : sentAt;
}

/** What was done. */
export const deed = z.discriminatedUnion('type', [
  /** Messages were heard: one entry per ticket and batch. `moved`: they came from a ticket that was merged into this one. */
  z.object({ type: z.literal('heard'), messages: z.array(messageRef), moved: z.optional(z.boolean()) }),
  z.object({
    type: z.literal('amended'),
    amendments: z.array(z.object({ messageId: z.string(), id: z.string(), kind: z.enum(['edit', 'deletion']) })),
  }),
  z.object({ type: z.literal('claimed') }),
  z.object({ type: z.literal('released'), from: z.string() }),
  z.object({ type: z.literal('assigned'), to: z.string(), from: z.optional(z.string()) }),
  /** The ticket is another team's work; absent: no team's. */
  z.object({ type: z.literal('team_set'), team: z.optional(z.string()), from: z.optional(z.string()) }),
  z.object({ type: z.literal('noted'), noteId: z.string() }),
  z.object({ type: z.literal('moved'), from: z.enum(STATUSES), to: z.enum(STATUSES) }),
  /** `hides`: no words go out, a message is to be hidden. */
  z.object({ type: z.literal('reply_queued'), replyId: z.string(), hides: z.optional(z.string()) }),
  /** `opened`: it was a private step to somebody who wrote in public, and the matter goes on there. */
  z.object({
    type: z.literal('reply_sent'),
    replyId: z.string(),
    message: messageRef,
    opened: z.optional(venue),
  }),
  z.object({ type: z.literal('message_hidden'), replyId: z.string(), messageId: z.string() }),
  z.object({ type: z.literal('reply_failed'), replyId: z.string(), reason: z.string() }),
  /** The platform may or may not have it; a person settles that. */
  z.object({ type: z.literal('reply_doubtful'), replyId: z.string(), reason: z.string() }),
  z.object({ type: z.literal('clock_warned'), clock: z.enum(CLOCK_NAMES) }),
  z.object({ type: z.literal('clock_breached'), clock: z.enum(CLOCK_NAMES) }),
  /** Nobody has done what a clock waits for: a step of the policy's escalation was taken. */
  z.object({
    type: z.literal('escalated'),
    clock: z.enum(CLOCK_NAMES),
    step: z.number(),
    priority: z.optional(z.object({ from: z.enum(PRIORITIES), to: z.enum(PRIORITIES) })),
    assignee: z.optional(z.object({ from: z.optional(z.string()), to: z.string() })),
  }),
  /** The clocks were derived anew, because the policy or a calendar was changed. */
  z.object({ type: z.literal('recomputed'), corrections: z.optional(z.array(clockCorrection)) }),
  /** Somebody has corrected what a message was found to say; the label lies beside the message. */
  z.object({ type: z.literal('labelled'), messageId: z.string(), labelId: z.string() }),
  /** Somebody has read the customer's words with the personal data in them. */
  z.object({ type: z.literal('personal_data_read') }),
  /** Time has made the ticket another priority, or a new policy might have. */
  z.object({ type: z.literal('reprioritised') }),
  /** The customer's tier is another; absent: none any more. */
  z.object({ type: z.literal('tier_set'), tier: z.optional(z.string()) }),
  z.object({ type: z.literal('merged_into'), ticketId: z.string() }),
]);
export type Deed = z.infer<typeof deed>;

export const entry = z.object({
  /** Names the change itself, so that a retry recognises its own work. */
  id: z.string(),
  /** The ticket's revision that this entry made; entries are read in this order. */
  revision: z.number(),
  at: z.string(),
  by: actor,
  why: z.optional(z.string()),
  deed,
  /** What the ticket became, where it became another; priority, tier and team together. */
  state: z.optional(
    z.object({
      status: z.optional(z.enum(STATUSES)),
      priority: z.optional(z.enum(PRIORITIES)),
      /** The priority by which clocks are set, where it is another: see `promiseOf`. */
      promise: z.optional(z.enum(PRIORITIES)),
      tier: z.optional(z.string()),
      team: z.optional(z.string()),
    }),
  ),
  /** What this change told of the ticket's clocks. */
  told: z.optional(z.array(clockFact)),
});
export type Entry = z.infer<typeof entry>;
