import * as z from 'zod/mini';
import { INTENTS } from '#domain/classification.ts';

/** How findings become points: people edit it, every version is kept, and a score names the version that made it. */

const MOST_STEPS = 20;
const MONTH_MINUTES = 31 * 24 * 60;

const points = z.int().check(z.minimum(0), z.maximum(100));
const count = z.int().check(z.minimum(1), z.maximum(1_000_000_000));
const minutes = z.int().check(z.minimum(1), z.maximum(MONTH_MINUTES));
const intents = Object.fromEntries(INTENTS.map((intent) => [intent, points])) as Record<
  (typeof INTENTS)[number],
  typeof points
>;

/** A tier's name as an admin writes it. */
export const tierName = z.string().check(z.regex(/^[a-z0-9_-]{1,40}$/, '1 to 40 lower case letters, digits, _ and -'));

const waitingStep = z.strictObject({ afterMinutes: minutes, points });
const windowStep = z.strictObject({ minutesLeft: minutes, points });

/** A policy as people write it; its version is given when it is put. What fits may still make no sense: see policy-mistakes.ts. */
export const priorityPolicyDocument = z.strictObject({
  urgency: z.strictObject({ low: points, normal: points, high: points, critical: points }),
  sentiment: z.strictObject({
    positive: points,
    neutral: points,
    negative: points,
    sarcasm: points.check(z.describe('The least that sarcasm counts, whatever the words seem to say.')),
    stillNegative: points.check(z.describe('On top, when the latest message is negative and one before it was too.')),
  }),
  intent: z.strictObject(intents),
  flags: z
    .strictObject({ safety: points, legal: points, threat_to_leave: points })
    .check(z.describe('They weigh like an intent: the heavier of both counts.')),
  unsureShare: z
    .number()
    .check(z.minimum(0), z.maximum(1))
    .check(z.describe('What an unsure finding counts of its distance from `normal`, `neutral` and `other`.')),
  reach: z
    .strictObject({ max: points, from: count, to: count, verified: points, press: points })
    .check(z.describe('Followers in public, on a log scale: nothing up to `from`, `max` at `to` and above.')),
  engagement: z
    .strictObject({ max: points, from: count, to: count })
    .check(z.describe('Likes, replies and reposts in public, on the same kind of scale.')),
  tiers: z.record(tierName, points).check(z.describe('By name; a tier that is not named counts nothing.')),
  repeatedContact: z
    .strictObject({ perMessage: points, perReturn: points, max: points })
    .check(
      z.describe('For each message after the first that nobody has answered, and each time the matter came back.'),
    ),
  waiting: z.strictObject({
    steps: z
      .array(waitingStep)
      .check(z.minLength(1), z.maxLength(MOST_STEPS))
      .check(z.describe('What counts once somebody has waited so long.')),
    ceiling: z.enum(['P1', 'P2']).check(z.describe('The highest priority that waiting alone can bring about.')),
  }),
  windowClosing: z
    .array(windowStep)
    .check(z.maxLength(MOST_STEPS))
    .check(
      z.describe("What counts so many minutes before the platform's reply window shuts, while the customer waits."),
    ),
  thresholds: z.strictObject({ P1: points, P2: points, P3: points }),
});

export type PriorityPolicyDocument = z.infer<typeof priorityPolicyDocument>;

/** A policy with the version that a score names. */
export type PriorityPolicy = PriorityPolicyDocument & { readonly version: string };
