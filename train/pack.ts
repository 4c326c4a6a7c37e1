import { OUTPUTS } from '#classifiers/embedded/heads.ts';
import type { Lexicon } from '#classifiers/embedded/lexicons.ts';
import type { Encoded } from './encode.ts';
import { Learner } from './learner.ts';
import type { TrainedModel } from './model-writer.ts';

/** Makes what was learned small: the n-grams that say most, a byte a weight. */

/** As many rows as a place can number. */
const MOST_ROWS = 65_000;
/** A feature seen once is an accident more often than a rule. */
const LEAST_SEEN = 2;

function seenIn(examples: readonly Encoded[]): Map<number, number> {
  const seen = new Map<number, number>();
  for (const { words, letters } of examples) {
    for (const hash of words) seen.set(hash, (seen.get(hash) ?? 0) + 1);
    for (const hash of letters) seen.set(hash, (seen.get(hash) ?? 0) + 1);
  }
  return seen;
}

/** What a feature says in all, the more the oftener it comes. */
function weightOf({ weights }: Learner, hash: number, seen: number): number {
  const row = Learner.rowOf(hash);
  let sum = 0;
  for (let output = 0; output < OUTPUTS; output++) sum += (weights[row + output] as number) ** 2;
  return Math.sqrt(sum) * Math.log(1 + seen);
}

function strongest(learner: Learner, examples: readonly Encoded[]): Uint32Array {
  const ranked = [...seenIn(examples)]
    .filter(([, seen]) => seen >= LEAST_SEEN)
    .map(([hash, seen]) => ({ hash, weight: weightOf(learner, hash, seen) }))
    .sort((a, b) => b.weight - a.weight || a.hash - b.hash);
  return Uint32Array.from(ranked.slice(0, MOST_ROWS), ({ hash }) => hash);
}

/** Each column in steps of its own, so that its largest weight just fits a byte. */
function quantised({ weights }: Learner, hashes: Uint32Array): { steps: Float32Array; weights: Int8Array } {
  const steps = new Float32Array(OUTPUTS);
  for (let output = 0; output < OUTPUTS; output++) {
    let largest = 1e-6;
    for (const hash of hashes) largest = Math.max(largest, Math.abs(weights[Learner.rowOf(hash) + output] as number));
    steps[output] = largest / 127;
  }
  const bytes = new Int8Array(hashes.length * OUTPUTS);
  hashes.forEach((hash, row) => {
    for (let output = 0; output < OUTPUTS; output++) {
      const weight = weights[Learner.rowOf(hash) + output] as number;
      bytes[row * OUTPUTS + output] = Math.round(weight / (steps[output] as number));
    }
  });
  return { steps, weights: bytes };
}

type Packed = Omit<TrainedModel, 'calibration' | 'person' | 'version'>;

/** The model without version and without what is found on held-out messages: the n-grams that say most. */
export function pack(learner: Learner, examples: readonly Encoded[], lexicons: ReadonlyMap<string, Lexicon>): Packed {
  return packed(learner, strongest(learner, examples), lexicons);
}

/** The same with the n-grams named. */
export function packed(learner: Learner, hashes: Uint32Array, lexicons: ReadonlyMap<string, Lexicon>): Packed {
  const { into, bias, out, direct } = learner.network;
  return {
    hashes,
    ...quantised(learner, hashes),
    bias: learner.bias.values,
    hidden: { weights: into.values, bias: bias.values, out: out.values },
    direct: direct.values,
    lexicons,
  };
}
