import * as z from 'zod/mini';
import { INTENTS } from '#domain/classification.ts';

/** How findings become points: people edit it, every version is kept, and a score names the version that made it. */

const MOST_STEPS = 20;
const MOST_TIERS = 50;
const MONTH_MINUTES = 31 * 24 * 60;

const points = z.int().check(z.minimum(0), z.maximum(100));
const count = z.int().check(z.minimum(1), z.maximum(1_000_000_000));
const minutes = z.int().check(z.minimum(1), z.maximum(MONTH_MINUTES));
const intents = Object.fromEntries(INTENTS.map((intent) => [intent, points])) as Record<
  (typeof INTENTS)[number],
  typeof points
>;

/** A tier's name as an admin writes it. */
export const tierName = z.string().check(z.regex(/^[a-z0-9_-]{1,40}$/));

const waitingStep = z.strictObject({ afterMinutes: minutes, points });
const windowStep = z.strictObject({ minutesLeft: minutes, points });

const rising = (values: readonly number[]): boolean =>
  values.every((value, index) => value >= (values[index - 1] ?? value));
const growing = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? value));

const shape = z.strictObject({
  urgency: z.strictObject({ low: points, normal: points, high: points, critical: points }),
  sentiment: z.strictObject({
    positive: points,
    neutral: points,
    negative: points,
    /** The least that sarcasm counts, whatever the words seem to say. */
    sarcasm: points,
    /** On top, when the latest message is negative and one before it was too. */
    stillNegative: points,
  }),
  intent: z.strictObject(intents),
  /** Flags that weigh like an intent: the heavier of both counts. */
  flags: z.strictObject({ safety: points, legal: points, threat_to_leave: points }),
  /** What an unsure finding counts of its distance from `normal`, `neutral` and `other`. */
  unsureShare: z.number().check(z.minimum(0), z.maximum(1)),
  /** Followers in public, on a log scale: nothing up to `from`, `max` at `to` and above. */
  reach: z.strictObject({ max: points, from: count, to: count, verified: points, press: points }),
  /** Likes, replies and reposts in public, on the same kind of scale. */
  engagement: z.strictObject({ max: points, from: count, to: count }),
  tiers: z.record(tierName, points),
  /** For each message after the first that nobody has answered, and each time the matter came back. */
  repeatedContact: z.strictObject({ perMessage: points, perReturn: points, max: points }),
  waiting: z.strictObject({
    steps: z.array(waitingStep).check(z.minLength(1), z.maxLength(MOST_STEPS)),
    /** The highest priority that waiting can bring about. */
    ceiling: z.enum(['P1', 'P2']),
  }),
  /** Points from so many minutes before the platform's reply window shuts, while the customer waits. */
  windowClosing: z.array(windowStep).check(z.maxLength(MOST_STEPS)),
  thresholds: z.strictObject({ P1: points, P2: points, P3: points }),
});

type Shape = z.infer<typeof shape>;

/** One thing that must hold between fields: where it is told, what is asked, and whether it holds. */
interface Rule {
  readonly path: readonly (string | number)[];
  readonly asks: string;
  readonly holds: (policy: Shape) => boolean;
}

const lastWait = ({ waiting: { steps } }: Shape): number => steps.at(-1)?.points ?? 0;

const RULES: readonly Rule[] = [
  {
    path: ['urgency'],
    asks: 'points that do not fall from low to critical',
    holds: ({ urgency: { low, normal, high, critical } }) => rising([low, normal, high, critical]),
  },
  {
    path: ['sentiment'],
    asks: 'points that do not fall from positive to negative',
    holds: ({ sentiment: { positive, neutral, negative } }) => rising([positive, neutral, negative]),
  },
  {
    path: ['thresholds'],
    asks: 'thresholds that fall from P1 to P3, the last one above 0',
    holds: ({ thresholds: { P1, P2, P3 } }) => growing([0, P3, P2, P1]),
  },
  { path: ['reach', 'to'], asks: 'more than `from`', holds: ({ reach }) => reach.to > reach.from },
  { path: ['engagement', 'to'], asks: 'more than `from`', holds: ({ engagement }) => engagement.to > engagement.from },
  {
    path: ['tiers'],
    asks: `at most ${MOST_TIERS} tiers`,
    holds: ({ tiers }) => Object.keys(tiers).length <= MOST_TIERS,
  },
  {
    path: ['waiting', 'steps'],
    asks: 'steps with growing minutes and growing points',
    holds: ({ waiting: { steps } }) =>
      growing(steps.map(({ afterMinutes }) => afterMinutes)) && growing(steps.map((step) => step.points)),
  },
  {
    path: ['waiting', 'steps'],
    asks: 'a last step of at least the threshold of P2, so that nobody waits for ever',
    holds: (policy) => lastWait(policy) >= policy.thresholds.P2,
  },
  {
    path: ['windowClosing'],
    asks: 'steps with fewer and fewer minutes left and points that do not fall',
    holds: ({ windowClosing }) =>
      growing(windowClosing.map(({ minutesLeft }) => -minutesLeft)) && rising(windowClosing.map((step) => step.points)),
  },
];

/** A policy as people write it; its version is given when it is put. */
export const priorityPolicyDocument = shape.check(
  ...RULES.map(({ path, asks, holds }) => z.refine<Shape>(holds, { path: [...path], error: asks })),
);
export type PriorityPolicyDocument = z.infer<typeof priorityPolicyDocument>;

/** A policy with the version that a score names. */
export type PriorityPolicy = PriorityPolicyDocument & { readonly version: string };
