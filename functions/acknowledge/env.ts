import * as z from 'zod/mini';

const people = z.int().check(z.gte(1));

/** What acknowledge needs from its environment. */
export const env = z.object({
  TABLE_NAME: z.string(),
  /** Where a message that no retry can mend is parked: the queue's DLQ. */
  PARKED_QUEUE_URL: z.string(),
  /** JSON: see AcknowledgementSettings of lib/constructs/acknowledgements.ts. */
  SETTINGS: z.pipe(
    z.pipe(
      z.string(),
      z.transform((text) => JSON.parse(text)),
    ),
    z.object({
      channels: z.array(z.string()),
      handlingMinutes: z.number().check(z.positive()),
      staff: z.object({ default: people, byCalendar: z.optional(z.record(z.string(), people)) }),
    }),
  ),
});
