import * as z from 'zod/mini';
import type { EventType } from '#contracts/events.ts';

/** Which events the metrics are derived at, and what crosses their queue: the bus's event, handed on whole by a rule. */

/** The events after which a ticket's rows are derived anew. */
export const ROLLED_UP = [
  'message.received',
  'message.sent',
  'message.deleted',
  'reply.sent',
  'sla.met',
  'sla.breached',
  'sla.recovered',
  'ticket.merged',
  'ticket.reopened',
  'ticket.status_changed',
] as const satisfies readonly EventType[];

/** The ticket alone counts: its history says what happened. */
export const rollUpEnvelope = z.object({ detail: z.object({ id: z.string(), ticketId: z.string() }) });
