import * as z from 'zod/mini';

/** What crosses the queue of media: the bus's `message.received` of a message with files, handed on whole by a rule. */
export const mediaEnvelope = z.object({
  'detail-type': z.literal('message.received'),
  detail: z.object({ data: z.object({ messageId: z.string(), account: z.string() }) }),
});
export type MediaEnvelope = z.infer<typeof mediaEnvelope>;
