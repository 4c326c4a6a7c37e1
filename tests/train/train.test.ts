import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { classifyText } from '#classifiers/embedded/embedded.ts';
import { lexiconHash } from '#classifiers/embedded/hash.ts';
import { HEAD_NAMES } from '#classifiers/embedded/heads.ts';
import type { Lexicon } from '#classifiers/embedded/lexicons.ts';
import { type Model, rowOf } from '#classifiers/embedded/model.ts';
import { ModelError, parseModel } from '#classifiers/embedded/model-file.ts';
import { type CorpusLine, corpusExamples } from '#train/corpus.ts';
import { train } from '#train/train.ts';

/** A tiny world: enough to see that training learns, repeats itself and writes what the classifier reads. */

const SAYINGS = [
  ['the parcel is late and broken', 'negative', 'delivery'],
  ['lovely shop, thank you', 'positive', 'praise'],
  ['how do i pay by card', 'neutral', 'how_to'],
] as const;

const LINES = Array.from({ length: 120 }, (_, at): CorpusLine => {
  const [text, sentiment, intent] = SAYINGS[at % 3] ?? SAYINGS[0];
  return {
    text: `${text} ${['today', 'again', 'now', 'please'][at % 4]}`,
    lang: 'en',
    sector: at % 4 === 0 ? 'general' : 'retail',
    sentiment,
    intent,
    urgency: 'normal',
    complexity: at % 2 === 0 ? 'simple' : 'complex',
    flags: at % 5 === 0 ? ['sarcasm'] : [],
  };
});

const mood = (word: string, score: number) => [lexiconHash(word), score] as const;
const ENGLISH: Lexicon = {
  negations: new Set([lexiconHash('not')]),
  moods: [new Map([mood('lovely', 3), mood('broken', -3)]), new Map(), new Map()],
  topics: new Map([[lexiconHash('parcel'), [[1, 3] as const]]]),
};

const trained = (): Buffer =>
  train({
    version: 'tiny',
    examples: corpusExamples(LINES, 'tiny'),
    lexicons: new Map([['en', ENGLISH]]),
    rounds: 4,
    seed: 3,
    progress: () => {},
  });

describe('training', () => {
  let bytes: Buffer;
  let model: Model;
  beforeAll(() => {
    bytes = trained();
    model = parseModel(bytes);
  });
  const english = { label: 'en', confidence: 1, source: 'platform' } as const;

  it('gives the same bytes again', () => {
    expect(trained().equals(bytes)).toBe(true);
  });

  it('learns what the lines say', () => {
    const seen = classifyText(model, 'my parcel came broken', english);
    expect([seen.sentiment.label, seen.intent.label]).toEqual(['negative', 'delivery']);
    expect(classifyText(model, 'a lovely place, thank you', english).sentiment.label).toBe('positive');
  });

  it('points at words of the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const { sentiment, intent, urgency, flags } = classifyText(model, `parcel ${text} lovely`, english);
        for (const [start, end] of [sentiment, intent, urgency, ...flags].flatMap(({ evidence }) => evidence)) {
          expect(0 <= start && start < end && end <= text.length + 14).toBe(true);
        }
      }),
    );
  });

  it('gives probabilities, and says nothing of silence', () => {
    const { signals, sentiment } = classifyText(model, 'parcel', english);
    for (const chance of Object.values(signals ?? {})) expect(chance >= 0 && chance <= 1).toBe(true);
    expect(sentiment.confidence).toBeGreaterThan(1 / 3 - 0.01);
    expect(classifyText(model, '   ', english).sentiment).toMatchObject({ label: 'neutral', unsure: true });
  });

  it('calibrates every head', () => {
    for (const head of HEAD_NAMES) expect(model.calibration[head].temperature).toBeGreaterThan(0);
  });

  it('finds the rows it has, and none for what it has not', () => {
    const known = [...model.slots].filter((hash) => hash !== 0);
    for (const hash of known.slice(0, 200)) expect(rowOf(model, hash)).toBeGreaterThanOrEqual(0);
    expect(rowOf(model, 0xdeadbeef)).toBe(known.includes(0xdeadbeef) ? expect.any(Number) : -1);
  });

  it.each([
    ['nothing', (): Uint8Array => new Uint8Array()],
    ['another file', (): Uint8Array => Buffer.from('{"model": true}')],
    ['one bit turned in the body', (file: Buffer): Uint8Array => flipped(file, file.length - 9)],
    ['one bit turned in the header', (file: Buffer): Uint8Array => flipped(file, 10)],
    ['a file cut short', (file: Buffer): Uint8Array => file.subarray(0, file.length - 8)],
  ])('refuses %s', (_, spoil) => {
    expect(() => parseModel(spoil(bytes))).toThrow(ModelError);
  });

  it('reads a model that does not begin at a multiple of four', () => {
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(classifyText(parseModel(shifted.subarray(1)), 'lovely parcel', english)).toEqual(
      classifyText(model, 'lovely parcel', english),
    );
  });
});

function flipped(file: Buffer, at: number): Uint8Array {
  const copy = Uint8Array.from(file);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
