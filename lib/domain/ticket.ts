import * as z from 'zod/mini';
import { entry } from '#domain/entry.ts';
import { assessment } from '#domain/priority/assessment.ts';
import { reading } from '#domain/reading.ts';
import { ticketClock } from '#domain/sla.ts';
import { STATUSES } from '#domain/status.ts';
import { venue } from '#domain/venue.ts';

/** The work on one customer's matter. */

const position = z.object({ id: z.string(), sentAt: z.string() });

/** A ticket's life from opening to resolution; clocks and priority belong to an episode. */
export const episode = z.object({
  number: z.number(),
  /** Platform time of its first customer message (see `clockStart`); absent while only the brand has spoken. */
  startedAt: z.optional(z.string()),
  /** What the customer said, the gist of the latest messages. */
  readings: z.array(reading),
  /** By how many levels escalation has raised the priority. */
  raised: z.optional(z.number()),
  resolvedAt: z.optional(z.string()),
});
export type Episode = z.infer<typeof episode>;

export const ticket = z.object({
  id: z.string(),
  account: z.string(),
  platform: z.string(),
  channel: z.string(),
  visibility: z.enum(['public', 'private']),
  customerId: z.string(),
  status: z.enum(STATUSES),
  assignee: z.optional(z.string()),
  assessment,
  episode,
  /** The present cycle of each clock that is kept. */
  clocks: z.object({
    firstResponse: z.optional(ticketClock),
    nextResponse: z.optional(ticketClock),
    resolution: z.optional(ticketClock),
    totalResolution: z.optional(ticketClock),
    periodicUpdate: z.optional(ticketClock),
  }),
  /** The version of the policy by which the clocks were derived; absent when an earlier version of Earshot kept them. */
  slaVersion: z.optional(z.string()),
  /** Whom rules may name beside priority and channel. */
  tier: z.optional(z.string()),
  team: z.optional(z.string()),
  /** The latest customer message and the latest answer of the brand, by (sentAt, id). */
  lastIn: z.optional(
    /** `venue`: where it was said, when that is not where the ticket began. */
    z.object({ ...position.shape, venue: z.optional(venue) }),
  ),
  lastOut: z.optional(position),
  /** When the platform takes no person's answer to the customer's latest message any more; absent where it always does. */
  replyWindowClosesAt: z.optional(z.string()),
  /** When the latest customer message reached us: an answer sent before that moment has not seen it. */
  heardAt: z.optional(z.string()),
  /** How many messages the ticket has heard, in and out: what a reply or a resolution must name as seen. */
  lastMessageSeen: z.number(),
  /** Counts the edits of agents: the ETag. A customer who writes again leaves it alone. */
  workVersion: z.number(),
  /** Counts every change of any kind: the optimistic lock of a write. */
  revision: z.number(),
  openedAt: z.string(),
  updatedAt: z.string(),
  /** The closed ticket that this one follows. */
  predecessor: z.optional(z.string()),
  /** Where the matter went on, when two tickets turned out to be one. */
  mergedInto: z.optional(z.string()),
  /** The entry of this very revision: history is complete the moment a change is written. */
  lastEntry: entry,
});
export type Ticket = z.infer<typeof ticket>;

/** What a change makes of a ticket: everything but the counters and what is derived (priority, clocks), which `applyChange` keeps. */
export type TicketBody = Omit<Ticket, 'revision' | 'workVersion' | 'updatedAt' | 'lastEntry'>;
