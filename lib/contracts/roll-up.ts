import * as z from 'zod/mini';
import type { EventType } from '#contracts/events.ts';
import type { Status } from '#domain/status.ts';

/** Which events the metrics are derived at, and what crosses their queue: the bus's event, handed on whole by a rule. */

/** After an edit: moves the rows that there are, and begins none. */
export const RECOMPUTED = 'sla.recomputed' satisfies EventType;

/**
 * The events after which a ticket's rows are derived anew: something was answered, broken, ended or taken back. What else
 * a change tells (another status with a reply) comes with one of these, and would be the same look again. `sla.met` mostly
 * does too, but not where an answer was heard before its question. A question by itself has no row yet: three write units a
 * message would be more than it is worth. `sla.recomputed` moves rows and begins none, for the same reason.
 */
export const ROLLED_UP = [
  'message.sent',
  'message.deleted',
  'reply.sent',
  'sla.breached',
  'sla.met',
  RECOMPUTED,
  'sla.recovered',
  'ticket.merged',
  'ticket.reopened',
] as const satisfies readonly EventType[];

/** The statuses that end an episode, or close it for good. */
export const ROLLED_UP_AT = ['resolved', 'closed', 'spam'] as const satisfies readonly Status[];

/** The tickets alone count, the one of the event and the one in which it goes on: their histories say what happened. */
export const rollUpEnvelope = z.object({
  'detail-type': z.optional(z.string()),
  detail: z.object({
    id: z.string(),
    ticketId: z.string(),
    data: z.optional(z.object({ into: z.optional(z.string()) })),
  }),
});
