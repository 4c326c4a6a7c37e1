import { OUTPUTS } from '#classifiers/embedded/heads.ts';
import { type Calibration, type Model, rowOf } from '#classifiers/embedded/model.ts';
import { parseModel, SIGNALS } from '#classifiers/embedded/model-file.ts';
import { SIGNS } from '#classifiers/embedded/person.ts';
import { calibrate } from './calibrate.ts';
import { type Encoded, encode } from './encode.ts';
import type { Example } from './example.ts';
import { Learner } from './learner.ts';
import { modelBytes } from './model-writer.ts';
import { packed } from './pack.ts';

/**
 * Adapts a model to a deployment: it goes on learning from where it stands, from what agents corrected and, so that nothing
 * is forgotten, from the corpus again. The same files give the same bytes.
 */

export interface Adapting {
  readonly base: Model;
  readonly version: string;
  /** What agents corrected, without what is held back. */
  readonly labels: readonly Example[];
  /** The corpus: what is held out of training there calibrates here. */
  readonly corpus: readonly Example[];
  readonly rounds: number;
  readonly seed: number;
  readonly progress: (done: number, of: number) => void;
}

/** A label is seen so often for each time a line of the corpus is. */
const SEEN_EACH_ROUND = 3;
/** Rows that may give way to n-grams of the deployment's own: its products, its town, its slang. */
const MOST_NEW_ROWS = 6_000;

const hashesOf = ({ slots }: Model): number[] => [...slots].filter((hash) => hash !== 0);

/** N-grams that labels use twice or more and the model does not know. */
function unknownIn(base: Model, labels: readonly Encoded[]): Set<number> {
  const seen = new Map<number, number>();
  for (const { words, letters } of labels)
    for (const hash of [...words, ...letters]) seen.set(hash, (seen.get(hash) ?? 0) + 1);
  const often = [...seen].filter(([hash, times]) => times > 1 && rowOf(base, hash) < 0);
  return new Set(often.map(([hash]) => hash));
}

/** The rows that stay: the strongest of the model's and of the new ones, as many as there were. */
function rowsKept(learner: Learner, base: Model, labels: readonly Encoded[]): Uint32Array {
  const known = hashesOf(base);
  const strength = (hash: number): number => {
    const row = Learner.rowOf(hash);
    let sum = 0;
    for (let output = 0; output < OUTPUTS; output++) sum += (learner.weights[row + output] as number) ** 2;
    return sum;
  };
  const strongest = (hashes: readonly number[], most: number): number[] =>
    hashes
      .map((hash) => ({ hash, strength: strength(hash) }))
      .sort((a, b) => b.strength - a.strength || a.hash - b.hash)
      .slice(0, most)
      .map(({ hash }) => hash);
  const added = strongest([...unknownIn(base, labels)], MOST_NEW_ROWS);
  return Uint32Array.from([...strongest(known, known.length - added.length), ...added]);
}

/** When a person is needed is learned from agents alone: going over the corpus again would only shift it. */
function unguarded(example: Example): Example {
  const labels = Object.entries(example.labels).filter(([head]) => head !== 'person');
  return { ...example, labels: Object.fromEntries(labels) };
}

/** Adapting never opens the guard: a person is called for at the same sign as before, or at a smaller one. */
const careful = (before: Calibration, found: Calibration): Calibration => ({
  temperature: found.temperature,
  threshold: Math.min(before.threshold, found.threshold),
});

/** The heads move a little, and what they say of a person's being needed was weighed where they stood. */
const CAUTION = 0.3;

/** The weights of the signs, with something added to what counts always, so that a person is called for sooner. */
function moreCareful(weights: Float32Array): Float32Array {
  const person = Float32Array.from(weights);
  person[SIGNS] = (person[SIGNS] as number) + CAUTION;
  return person;
}

/** The bytes of the adapted model. */
export function adapt({ base, version, labels, corpus, rounds, seed, progress }: Adapting): Buffer {
  const own = labels.map((example) => encode(example, base.lexicons));
  const known = corpus
    .filter(({ isHeldOut }) => !isHeldOut)
    .map((example) => encode(unguarded(example), base.lexicons));
  const learner = Learner.goingOn(base, hashesOf(base), SIGNALS);
  const again = Array.from({ length: SEEN_EACH_ROUND }, () => own).flat();
  learner.learn([...known, ...again], { rounds, seed, progress });
  const small = { ...packed(learner, rowsKept(learner, base, own), base.lexicons), version };
  const person = moreCareful(base.person);
  const raw = parseModel(modelBytes({ ...small, calibration: base.calibration, person }));
  const found = calibrate(
    raw,
    corpus.filter(({ isHeldOut }) => isHeldOut),
  );
  return modelBytes({
    ...small,
    calibration: { ...found, person: careful(base.calibration.person, found.person) },
    person,
  });
}
