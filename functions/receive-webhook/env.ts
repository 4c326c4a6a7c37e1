import * as z from 'zod/mini';

/** What receive-webhook needs from its environment. */
export const env = z.object({
  INBOUND_QUEUE_URL: z.string(),
  /** Where the watch over channels is told whether deliveries prove themselves. */
  CHANNELS_QUEUE_URL: z.string(),
  BUCKET_NAME: z.string(),
  WEBHOOK_SECRET_ARN: z.string(),
});
