import * as z from 'zod/mini';
import type { EventType } from '#contracts/events.ts';

/** What crosses the queue of acknowledgements: the bus's event, handed on whole by a rule. */

/** After these a customer may be told what to expect. */
export const ACKNOWLEDGED = ['ticket.opened', 'ticket.reopened'] as const satisfies readonly EventType[];

/** After these a promise may have been told, kept or broken. */
export const GRADED = [
  'reply.sent',
  'message.sent',
  'sla.met',
  'sla.recovered',
] as const satisfies readonly EventType[];

const detail = { id: z.string(), time: z.string(), ticketId: z.string() };

export const acknowledgeEnvelope = z.discriminatedUnion('detail-type', [
  z.object({ 'detail-type': z.literal('ticket.opened'), detail: z.object(detail) }),
  z.object({
    'detail-type': z.literal('ticket.reopened'),
    detail: z.object({ ...detail, data: z.object({ episode: z.number() }) }),
  }),
  z.object({ 'detail-type': z.enum(GRADED), detail: z.object(detail) }),
]);
export type AcknowledgeEnvelope = z.infer<typeof acknowledgeEnvelope>;
