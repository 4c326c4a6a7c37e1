import { HEAD_NAMES, HEAD_OFFSETS, HEADS, type HeadName, OUTPUTS } from '#classifiers/embedded/heads.ts';

/** The pace of learning. */

/** How fast the n-grams of a head are learned; what many hands have not shown, slowly, for the reason above. */
const RATES: Readonly<Partial<Record<HeadName, number>>> = {
  care_sentiment: 0.2,
  talk_sentiment: 0.1,
  care: 0.05,
  intent: 0.2,
  sarcasm: 0.05,
  person: 0.06,
};
const USUAL_RATE = 0.15;

/** The rate of each output. */
export function ratesOfOutputs(): Float32Array {
  const rates = new Float32Array(OUTPUTS);
  for (const head of HEAD_NAMES) {
    rates.fill(RATES[head] ?? USUAL_RATE, HEAD_OFFSETS[head], HEAD_OFFSETS[head] + HEADS[head].length);
  }
  return rates;
}
