import * as z from 'zod/mini';

/** What send-reply needs from its environment. */
export const env = z.object({
  TABLE_NAME: z.string(),
  REPLY_SECRET_ARN: z.string(),
  /** Where a reply whose turn comes later waits: the outbound queue itself. */
  OUTBOUND_QUEUE_URL: z.string(),
  /** Where a reply event that no retry can mend is parked: the outbound queue's DLQ. */
  PARKED_QUEUE_URL: z.string(),
});
