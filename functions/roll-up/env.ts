import * as z from 'zod/mini';

/** What roll-up needs from its environment. */
export const env = z.object({
  TABLE_NAME: z.string(),
  PARKED_QUEUE_URL: z.string(),
  /** Days for which rows are kept. */
  KEPT_DAYS: z.pipe(z.pipe(z.string(), z.transform(Number)), z.int().check(z.gte(1))),
});
