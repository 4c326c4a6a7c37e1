import * as z from 'zod/mini';

/** What agent-api needs from its environment. */
export const env = z.object({
  TABLE_NAME: z.string(),
  /** Where files that customers attached are kept. */
  BUCKET_NAME: z.string(),
  /** The secret that signs list cursors. */
  CURSOR_SECRET_ARN: z.string(),
  /** Whether nobody sees who a customer is before their ticket is claimed. */
  BLIND_UNTIL_CLAIMED: z.enum(['true', 'false']),
});
