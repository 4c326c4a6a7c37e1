import type { Intent } from '#domain/classification.ts';
import { HEAD_OFFSETS, HEADS, type HeadName } from './heads.ts';
import type { Model } from './model.ts';
import { choicesOf, logistic, sentimentChances } from './probabilities.ts';

/**
 * Whether a person must answer, weighed from what every head says: a calm mood, a calm matter and the lack of any flag
 * together say more than the n-grams that were learned for this question alone.
 */

/** Matters that automation may speak to when nothing else speaks against it. */
export const CALM_INTENTS: ReadonlySet<Intent> = new Set(['praise', 'how_to', 'sales', 'feedback', 'other']);

/** Heads of one output that have a say, with their outputs as they are. */
const YES_OR_NO = (Object.keys(HEADS) as HeadName[]).filter((head) => HEADS[head].length === 1);

/** How many signs there are: sentiments, intents, urgencies, the yes-or-no heads, and for and against a calm matter. */
export const SIGNS = HEADS.care_sentiment.length + HEADS.intent.length + HEADS.urgency.length + YES_OR_NO.length + 2;

/** No chance is so small that its logarithm says more than all others together. */
const LEAST = 1e-6;
const logOf = (chance: number): number => Math.log(Math.max(LEAST, chance));

type Judge = Pick<Model, 'calibration' | 'person'>;

/** What the heads say of a message, in the order of the weights. */
export function signsOf(outputs: Float32Array, calibration: Model['calibration']): number[] {
  const intents = choicesOf('intent', outputs, calibration);
  const calm = intents.reduce(
    (sum, chance, at) => (CALM_INTENTS.has(HEADS.intent[at] as Intent) ? sum + chance : sum),
    0,
  );
  return [
    ...sentimentChances(outputs, calibration).map(logOf),
    ...intents.map(logOf),
    ...choicesOf('urgency', outputs, calibration).map(logOf),
    ...YES_OR_NO.map((head) => outputs[HEAD_OFFSETS[head]] as number),
    logOf(calm),
    logOf(1 - calm),
  ];
}

/** The probability that a person must answer. The last weight is the one that counts always. */
export function personChance(outputs: Float32Array, { calibration, person }: Judge): number {
  const signs = signsOf(outputs, calibration);
  return logistic(signs.reduce((sum, sign, at) => sum + sign * (person[at] as number), person[SIGNS] as number));
}
