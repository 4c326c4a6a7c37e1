import { createHash } from 'node:crypto';
import { HEAD_NAMES, OUTPUTS } from '#classifiers/embedded/heads.ts';
import type { Lexicon } from '#classifiers/embedded/lexicons.ts';
import type { Model } from '#classifiers/embedded/model.ts';
import { MAGIC, MOOD_STEP, type ModelHeader, SIGNALS } from '#classifiers/embedded/model-file.ts';

/** Writes a model as lib/classifiers/embedded/model-file.ts reads it. */

/** A model before it has its table of places. */
export interface TrainedModel extends Omit<Model, 'slots' | 'rows'> {
  /** The features in the order of their rows. */
  readonly hashes: Uint32Array;
}

const padded = (section: ArrayBufferView): Buffer => {
  const bytes = Buffer.from(section.buffer, section.byteOffset, section.byteLength);
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
};

function lexiconSections({ negations, moods, topics }: Lexicon): ArrayBufferView[] {
  const pairs = [...topics].flatMap(([hash, found]) => found.map(([topic, strength]) => ({ hash, topic, strength })));
  return [
    Uint32Array.from(negations),
    ...moods.flatMap((list) => [
      Uint32Array.from(list.keys()),
      Int8Array.from([...list.values()].map((mood) => Math.round(mood / MOOD_STEP))),
    ]),
    Uint32Array.from(pairs.map(({ hash }) => hash)),
    Int8Array.from(pairs.map(({ topic }) => topic)),
    Int8Array.from(pairs.map(({ strength }) => strength)),
  ];
}

function lexiconSizes([language, { negations, moods, topics }]: [string, Lexicon]): ModelHeader['lexicons'][number] {
  return {
    language,
    negations: negations.size,
    moods: moods.map(({ size }) => size),
    topics: [...topics.values()].reduce((sum, { length }) => sum + length, 0),
  };
}

/** The bytes of a model. */
export function modelBytes(model: TrainedModel): Buffer {
  const { steps, bias, hidden, direct, weights, person, lexicons } = model;
  const numbers = [model.hashes, steps, bias, hidden.weights, hidden.bias, hidden.out, direct, weights, person];
  const sections = [...numbers, ...[...lexicons.values()].flatMap(lexiconSections)];
  const body = Buffer.concat(sections.map(padded));
  const header: ModelHeader = {
    version: model.version,
    heads: HEAD_NAMES,
    outputs: OUTPUTS,
    signals: SIGNALS,
    hidden: hidden.bias.length,
    rows: model.hashes.length,
    calibration: model.calibration,
    lexicons: [...lexicons].map(lexiconSizes),
    sha256: createHash('sha256').update(body).digest('hex'),
  };
  // Blanks after the JSON let the body begin at a multiple of four.
  const json = JSON.stringify(header);
  const length = Math.ceil(Buffer.byteLength(json) / 4) * 4;
  const text = Buffer.alloc(length, ' ');
  text.write(json);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(length);
  return Buffer.concat([Buffer.from(MAGIC), size, text, body]);
}
