import * as z from 'zod/mini';

/** What rederive-clocks needs from its environment. */
export const env = z.object({
  TABLE_NAME: z.string(),
  /** Its own queue, on which it puts walks. */
  QUEUE_URL: z.string(),
  /** Where a message that no retry can mend is parked: the queue's DLQ. */
  PARKED_QUEUE_URL: z.string(),
});
