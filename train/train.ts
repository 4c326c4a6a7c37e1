import { HEAD_OFFSETS, HEADS } from '#classifiers/embedded/heads.ts';
import type { Lexicon } from '#classifiers/embedded/lexicons.ts';
import { parseModel, SIGNALS } from '#classifiers/embedded/model-file.ts';
import { SIGNS as PERSON_SIGNS } from '#classifiers/embedded/person.ts';
import { calibrate } from './calibrate.ts';
import { encode } from './encode.ts';
import type { Example } from './example.ts';
import { Learner } from './learner.ts';
import { modelBytes } from './model-writer.ts';
import { pack } from './pack.ts';
import { weighPerson } from './weigh-person.ts';

/** Examples in, a model out: the same examples, lexicons and seed give the same bytes. */

export interface Training {
  readonly version: string;
  readonly examples: readonly Example[];
  readonly lexicons: ReadonlyMap<string, Lexicon>;
  readonly rounds: number;
  readonly seed: number;
  readonly progress: (done: number, of: number) => void;
}

/** Talk is judged as if every mood were as common as the others: what it is asked about later has other shares. */
function evenOut(learner: Learner, examples: readonly Example[]): void {
  const shares = HEADS.talk_sentiment.map(() => 0);
  for (const { labels, weights } of examples) {
    const label = labels.talk_sentiment;
    if (label !== undefined) shares[label] = (shares[label] ?? 0) + (weights.talk_sentiment ?? 1);
  }
  const all = shares.reduce((a, b) => a + b, 0);
  shares.forEach((share, label) => {
    const at = HEAD_OFFSETS.talk_sentiment + label;
    learner.bias.values[at] = (learner.bias.values[at] as number) - Math.log((shares.length * share) / all);
  });
}

const UNCALIBRATED = Object.fromEntries(
  Object.keys(HEADS).map((head) => [head, { temperature: 1, threshold: 0.5 }]),
) as Parameters<typeof modelBytes>[0]['calibration'];

/** The bytes of a trained and calibrated model. */
export function train({ version, examples, lexicons, rounds, seed, progress }: Training): Buffer {
  const taught = examples.filter(({ isHeldOut }) => !isHeldOut);
  const encoded = taught.map((example) => encode(example, lexicons));
  const learner = new Learner(SIGNALS, seed).learn(encoded, { rounds, seed, progress });
  evenOut(learner, taught);
  const packed = { ...pack(learner, encoded, lexicons), version };
  const raw = parseModel(
    modelBytes({ ...packed, calibration: UNCALIBRATED, person: new Float32Array(PERSON_SIGNS + 1) }),
  );
  const heldOut = examples.filter(({ isHeldOut }) => isHeldOut);
  const person = weighPerson({ ...raw, calibration: calibrate(raw, heldOut) }, heldOut);
  return modelBytes({ ...packed, calibration: calibrate({ ...raw, person }, heldOut), person });
}
