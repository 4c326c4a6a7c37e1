import * as z from 'zod/mini';

const json = z.pipe(
  z.string(),
  z.transform((text) => JSON.parse(text)),
);

/** What fetch-media needs from its environment. */
export const env = z.object({
  TABLE_NAME: z.string(),
  BUCKET_NAME: z.string(),
  REPLY_SECRET_ARN: z.string(),
  /** Where a message that no retry can mend is parked: the queue's DLQ. */
  PARKED_QUEUE_URL: z.string(),
  /** JSON: see MediaSettings of lib/constructs/media.ts. */
  SETTINGS: z.pipe(
    json,
    z.object({
      keptDays: z.number().check(z.positive()),
      maxMegabytes: z.number().check(z.positive()),
      trustedHosts: z.array(z.string()),
      trustedOnly: z.boolean(),
    }),
  ),
});
