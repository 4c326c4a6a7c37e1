import type { Model } from '#classifiers/embedded/model.ts';
import { SIGNS, signsOf } from '#classifiers/embedded/person.ts';
import { logistic } from '#classifiers/embedded/probabilities.ts';
import { score } from '#classifiers/embedded/score.ts';
import { Adam } from './adam.ts';
import type { Example } from './example.ts';

/** Learns how what the heads say tells whether a person must answer, on messages that no head has learned from. */

const STEPS = 400;
const RATE = 0.05;
/** Pulls a sign's weight to nothing unless it earns it: there are some thirty signs and two thousand messages. */
const PULL = 1e-3;
/** A message that hardly counts for the question says nothing of it either. */
const LEAST_WEIGHT = 0.5;

interface Row {
  readonly signs: readonly number[];
  readonly isNeeded: number;
}

/** Means and spreads of the signs, so that each is learned at the same pace. */
function scalesOf(rows: readonly Row[]): { means: number[]; spreads: number[] } {
  const mean = (of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  const means = Array.from({ length: SIGNS }, (_, at) => mean(({ signs }) => signs[at] as number));
  const spreads = means.map((middle, at) => Math.sqrt(mean(({ signs }) => ((signs[at] as number) - middle) ** 2)) || 1);
  return { means, spreads };
}

/** Weights of the scaled signs, and the one that counts always, by logistic regression over all rows at once. */
function fitted(rows: readonly Row[]): Float32Array {
  const learned = new Adam(new Float32Array(SIGNS + 1), PULL);
  for (let step = 0; step < STEPS; step++) {
    const slopes = new Float64Array(SIGNS + 1);
    for (const { signs, isNeeded } of rows) {
      const said = signs.reduce(
        (sum, sign, at) => sum + sign * (learned.values[at] as number),
        learned.values[SIGNS] as number,
      );
      const off = (logistic(said) - isNeeded) / rows.length;
      signs.forEach((sign, at) => {
        slopes[at] = (slopes[at] as number) + off * sign;
      });
      slopes[SIGNS] = (slopes[SIGNS] as number) + off;
    }
    slopes.forEach((slope, at) => {
      learned.step(at, slope, RATE);
    });
  }
  return learned.values;
}

/**
 * The weights of the signs.
 * @param heldOut what training has not seen; messages without the label, or of little weight for it, are left out
 */
export function weighPerson(model: Model, heldOut: readonly Example[]): Float32Array {
  const known = heldOut.filter(
    ({ labels, weights }) => labels.person !== undefined && (weights.person ?? 1) >= LEAST_WEIGHT,
  );
  const rows = known.map(({ text, language, labels }) => ({
    signs: signsOf(score(model, text, language).outputs, model.calibration),
    isNeeded: labels.person ?? 0,
  }));
  const { means, spreads } = scalesOf(rows);
  const scaled = rows.map(({ signs, isNeeded }) => ({
    signs: signs.map((sign, at) => (sign - (means[at] as number)) / (spreads[at] as number)),
    isNeeded,
  }));
  const weights = fitted(scaled);
  for (let at = 0; at < SIGNS; at++) {
    weights[at] = (weights[at] as number) / (spreads[at] as number);
    weights[SIGNS] = (weights[SIGNS] as number) - (weights[at] as number) * (means[at] as number);
  }
  return weights;
}
