import * as z from 'zod/mini';

/** What plan-polls needs from its environment. */
export const env = z.object({ TABLE_NAME: z.string(), REPLY_SECRET_ARN: z.string(), POLL_QUEUE_URL: z.string() });
