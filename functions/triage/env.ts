import * as z from 'zod/mini';

/** What triage needs from its environment. */
export const env = z.object({
  TABLE_NAME: z.string(),
  BUCKET_NAME: z.string(),
  /** Where an event that no retry can mend is parked: the inbound queue's DLQ. */
  PARKED_QUEUE_URL: z.string(),
});
