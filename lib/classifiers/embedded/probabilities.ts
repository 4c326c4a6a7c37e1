import { HEAD_OFFSETS, HEADS, type HeadName } from './heads.ts';
import type { Calibration } from './model.ts';

/** Outputs made probabilities. */

type Calibrations = Readonly<Record<HeadName, Calibration>>;

/** A number as a probability: 0 is even. */
export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** The probability of a yes-or-no head. */
export function chanceOf(head: HeadName, outputs: Float32Array, calibration: Calibrations): number {
  return logistic((outputs[HEAD_OFFSETS[head]] as number) / calibration[head].temperature);
}

/** The probabilities of a head's choices; they sum to 1. */
export function choicesOf(head: HeadName, outputs: Float32Array, calibration: Calibrations): number[] {
  const begin = HEAD_OFFSETS[head];
  const { temperature } = calibration[head];
  const scaled = HEADS[head].map((_, choice) => (outputs[begin + choice] as number) / temperature);
  const highest = Math.max(...scaled);
  const powers = scaled.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Sentiment: the two heads, each by the chance that this is its kind of message. */
export function sentimentChances(outputs: Float32Array, calibration: Calibrations): number[] {
  const care = chanceOf('care', outputs, calibration);
  const talk = choicesOf('talk_sentiment', outputs, calibration);
  return choicesOf('care_sentiment', outputs, calibration).map(
    (chance, label) => care * chance + (1 - care) * (talk[label] as number),
  );
}

/** The place of the highest of some numbers; the first of equals. */
export function highestOf(numbers: readonly number[]): number {
  return numbers.reduce((best, value, at) => (value > (numbers[best] as number) ? at : best), 0);
}
