import * as z from 'zod/mini';

/** What crosses the outbound queue: the bus's `reply.queued` event, handed on whole by an EventBridge rule. */
export const outboundEnvelope = z.object({
  id: z.string(),
  'detail-type': z.literal('reply.queued'),
  detail: z.object({ data: z.object({ ticketId: z.string(), replyId: z.string() }) }),
});

export type OutboundEnvelope = z.infer<typeof outboundEnvelope>;
