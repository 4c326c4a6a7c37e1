import * as z from 'zod/mini';
import { inboundEvent } from '#contracts/inbound.ts';

/** What crosses the queue of polls: accounts to be asked for what is new, and things that an event only named. */

/** An account to be asked. */
const poll = z.object({
  version: z.literal(1),
  kind: z.literal('poll'),
  account: z.string(),
  /** Asked for by a person: whatever the rhythm. */
  now: z.optional(z.boolean()),
  /** As far back as this instead of what the platform says. */
  oldestHours: z.optional(z.number().check(z.positive())),
});

/** A thing that an event names without its words. */
const reference = z.object({
  version: z.literal(1),
  kind: z.literal('reference'),
  platform: z.string(),
  event: inboundEvent,
  receivedAt: z.string(),
  deliveryId: z.string(),
  /** How often the platform has put us off. */
  putOff: z.optional(z.number()),
});

/** What a platform that delivers is to be asked for after an outage. */
const backfill = z.object({
  version: z.literal(1),
  kind: z.literal('backfill'),
  account: z.string(),
  /** From when to when nobody heard, ISO 8601 UTC. */
  from: z.string(),
  to: z.string(),
  /** Where the last page ended. */
  cursor: z.optional(z.record(z.string(), z.string())),
  /** How many pages were read. */
  pages: z.optional(z.number()),
  /** How often in a row the platform has put us off. */
  putOff: z.optional(z.number()),
});

/** The body of every message on the queue of polls. */
export const pollWork = z.discriminatedUnion('kind', [poll, reference, backfill]);

export type PollWork = z.infer<typeof pollWork>;
export type PollOrder = z.infer<typeof poll>;
export type BackfillOrder = z.infer<typeof backfill>;
export type NamedThing = z.infer<typeof reference>;

/** What the planner may be told beside the time: ask these accounts, or all of them, now. */
export const pollRequest = z.object({
  accounts: z.optional(z.array(z.string())),
  oldestHours: z.optional(z.number().check(z.positive())),
});
