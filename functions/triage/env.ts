import * as z from 'zod/mini';

const whole = z.int().check(z.gte(1));

/** Which classifiers a stage uses. The embedded one always judges; a cloud one gives a second opinion within its budget. */
const classifier = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('embedded') }),
  z.strictObject({
    kind: z.literal('comprehend'),
    /** Characters billed a day (UTC), in all environments together. */
    dailyCharacters: whole,
    /** Whether personal data is looked for too, with one more call a message; English and Spanish alone. */
    personalData: z.optional(z.boolean()),
  }),
  z.strictObject({
    kind: z.literal('bedrock'),
    /** The id of a model, or of an inference profile, that can be made to call a tool. */
    modelId: z.string().check(z.regex(/^[a-z0-9][A-Za-z0-9.:_-]{2,150}$/)),
    /** Tokens a day (UTC), in and out, in all environments together. */
    dailyTokens: whole,
  }),
]);

/** What triage needs from its environment. */
export const env = z.object({
  TABLE_NAME: z.string(),
  BUCKET_NAME: z.string(),
  /** Where an event that no retry can mend is parked: the inbound queue's DLQ. */
  PARKED_QUEUE_URL: z.string(),
  /** Where things wait to be fetched that an event only named. */
  POLL_QUEUE_URL: z.string(),
  /** The stage's choice as JSON. */
  CLASSIFIER: z.pipe(
    z.pipe(
      z.string(),
      z.transform((json) => JSON.parse(json) as unknown),
    ),
    classifier,
  ),
});
