import * as z from 'zod/mini';

/** What watch-channels needs from its environment. */
export const env = z.object({
  TABLE_NAME: z.string(),
  REPLY_SECRET_ARN: z.string(),
  /** Where what was missed is ordered: the queue of polls. */
  POLL_QUEUE_URL: z.string(),
  /** Where platforms deliver, without a trailing slash. */
  WEBHOOK_URL: z.string(),
  /** Hours from one asking of the platforms to the next; 0 for never. */
  CHECK_HOURS: z.pipe(z.pipe(z.string(), z.transform(Number)), z.int().check(z.gte(0))),
});
