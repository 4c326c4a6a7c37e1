import * as z from 'zod/mini';

/** What poll-platforms needs from its environment. */
export const env = z.object({
  TABLE_NAME: z.string(),
  BUCKET_NAME: z.string(),
  REPLY_SECRET_ARN: z.string(),
  INBOUND_QUEUE_URL: z.string(),
  /** Where a thing goes back to that its platform does not give out yet. */
  POLL_QUEUE_URL: z.string(),
  /** Where a thing is parked that can't be fetched: the DLQ of the queue of polls. */
  PARKED_QUEUE_URL: z.string(),
});
