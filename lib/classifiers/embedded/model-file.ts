import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { HEAD_NAMES, OUTPUTS, TOPICS } from './heads.ts';
import { type Lexicon, MOOD_CHANNELS, MOOD_SIGNALS } from './lexicons.ts';
import { type Model, placesFor } from './model.ts';
import { SIGNS } from './person.ts';
import { SectionReader } from './sections.ts';

/**
 * A model as bytes: the four letters ESM2, the length of a JSON header, the header, then sections of numbers, little
 * endian, each padded to four bytes. train/model-writer.ts writes it.
 */

export const MAGIC = 'ESM2';

/** The file is no model, is damaged, or is for other questions than this code asks. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

const count = z.int().check(z.gte(0), z.lte(1_000_000));
const calibration = z.object({ temperature: z.number().check(z.gt(0)), threshold: z.number() });

export const modelHeader = z.object({
  version: z.string().check(z.minLength(1), z.maxLength(60)),
  /** What the outputs mean; a model for other heads is refused. */
  heads: z.array(z.string()),
  outputs: z.number(),
  signals: z.number(),
  hidden: count,
  rows: z.int().check(z.gte(1), z.lte(65_535)),
  calibration: z.record(z.string(), calibration),
  lexicons: z.array(z.object({ language: z.string(), negations: count, moods: z.array(count), topics: count })),
  /** SHA-256 of all that follows the header, hexadecimal. */
  sha256: z.string(),
});
export type ModelHeader = z.infer<typeof modelHeader>;

/** One step of a mood in the file: a fiftieth. */
export const MOOD_STEP = 1 / 25;

/** How many signals the lexicons give. */
export const SIGNALS = MOOD_CHANNELS * MOOD_SIGNALS + TOPICS.length;

const LENGTH_AT = 4;
const HEADER_AT = 8;

function readHeader(bytes: Uint8Array): { header: ModelHeader; bodyAt: number } {
  const text = new TextDecoder();
  if (bytes.length < HEADER_AT || text.decode(bytes.subarray(0, LENGTH_AT)) !== MAGIC)
    throw new ModelError('not a model');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(LENGTH_AT, true);
  try {
    const header = modelHeader.parse(JSON.parse(text.decode(bytes.subarray(HEADER_AT, HEADER_AT + length))));
    return { header, bodyAt: HEADER_AT + length };
  } catch (cause) {
    throw new ModelError('the header is damaged', { cause });
  }
}

/** @throws {ModelError} when the model answers other questions, or its bytes are not those it was written with. */
function assertFits(header: ModelHeader, body: Uint8Array): void {
  const isSame = header.heads.join() === HEAD_NAMES.join() && header.outputs === OUTPUTS && header.signals === SIGNALS;
  if (!isSame) throw new ModelError('the model is for other questions than this version asks');
  if (HEAD_NAMES.some((head) => !header.calibration[head])) throw new ModelError('a head is not calibrated');
  if (createHash('sha256').update(body).digest('hex') !== header.sha256) throw new ModelError('the model is damaged');
}

/** The rows' places by hash. */
function tableOf(hashes: Uint32Array): Pick<Model, 'slots' | 'rows'> {
  const slots = new Int32Array(placesFor(hashes.length));
  const rows = new Uint16Array(slots.length);
  const mask = slots.length - 1;
  hashes.forEach((hash, row) => {
    let place = hash & mask;
    while (slots[place] !== 0) place = (place + 1) & mask;
    slots[place] = hash;
    rows[place] = row;
  });
  return { slots, rows };
}

function readMoods(sections: SectionReader, size: number): Map<number, number> {
  const hashes = sections.words(size);
  const moods = sections.bytes(size);
  return new Map(Array.from(hashes, (hash, at) => [hash | 0, (moods[at] as number) * MOOD_STEP]));
}

function readTopics(sections: SectionReader, size: number): Lexicon['topics'] {
  const hashes = sections.words(size);
  const topics = sections.bytes(size);
  const strengths = sections.bytes(size);
  const byHash = new Map<number, [number, number][]>();
  hashes.forEach((feature, at) => {
    const found: [number, number] = [topics[at] as number, strengths[at] as number];
    const others = byHash.get(feature | 0);
    if (others) others.push(found);
    else byHash.set(feature | 0, [found]);
  });
  return byHash;
}

function readLexicon(sections: SectionReader, sizes: ModelHeader['lexicons'][number]): [string, Lexicon] {
  const negations = new Set(Array.from(sections.words(sizes.negations), (hash) => hash | 0));
  const moods = sizes.moods.map((size) => readMoods(sections, size));
  return [sizes.language, { negations, moods, topics: readTopics(sections, sizes.topics) }];
}

/** Reads a model. @throws {ModelError} when it can't be used; the message says why. */
export function parseModel(bytes: Uint8Array): Model {
  const { header, bodyAt } = readHeader(bytes);
  const body = bytes.subarray(bodyAt);
  assertFits(header, body);
  const sections = new SectionReader(body);
  const { rows, hidden } = header;
  return {
    version: header.version,
    ...tableOf(sections.words(rows)),
    steps: sections.floats(OUTPUTS),
    bias: sections.floats(OUTPUTS),
    hidden: {
      weights: sections.floats(hidden * SIGNALS),
      bias: sections.floats(hidden),
      out: sections.floats(hidden * OUTPUTS),
    },
    direct: sections.floats(SIGNALS * OUTPUTS),
    weights: sections.bytes(rows * OUTPUTS),
    person: sections.floats(SIGNS + 1),
    calibration: header.calibration as Model['calibration'],
    lexicons: new Map(header.lexicons.map((sizes) => readLexicon(sections, sizes))),
  };
}
