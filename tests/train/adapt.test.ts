import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classifyText } from '#classifiers/embedded/embedded.ts';
import { type Model, rowOf } from '#classifiers/embedded/model.ts';
import { parseModel } from '#classifiers/embedded/model-file.ts';
import { adapt } from '#train/adapt.ts';
import { worseIn } from '#train/compare.ts';
import { type CorpusLine, corpusExamples } from '#train/corpus.ts';
import { type Label, LabelsError, labelExample, readLabels } from '#train/labels.ts';
import { train } from '#train/train.ts';

/** A model learns what agents of one deployment corrected, and keeps what it knew. */

const SAYINGS = [
  ['the parcel is late and broken', 'negative', 'delivery'],
  ['lovely shop, thank you', 'positive', 'praise'],
  ['how do i pay by card', 'neutral', 'how_to'],
] as const;

const CORPUS = corpusExamples(
  Array.from({ length: 120 }, (_, at): CorpusLine => {
    const [text, sentiment, intent] = SAYINGS[at % 3] ?? SAYINGS[0];
    const word = ['today', 'again', 'now', 'please'][at % 4];
    const rest = { urgency: 'normal', complexity: 'simple', flags: [] } as const;
    return { text: `${text} ${word}`, lang: 'en', sector: 'retail', sentiment, intent, ...rest, flags: [] };
  }),
  'tiny',
);

const english = { label: 'en', confidence: 1, source: 'platform' } as const;
const intentOf = (model: Model, text: string): string => classifyText(model, text, english).intent.label;

describe('adapting a model', () => {
  const once = { rounds: 4, seed: 3, progress: () => {} };
  const labels = Array.from({ length: 30 }, (_, at): Label => {
    return {
      text: `my flumbo is dark ${['since noon', 'all day', 'once more'][at % 3]} ${at}`,
      lang: 'en',
      intent: 'outage',
    };
  });
  const adapting = () => ({ base, version: 'own', labels: labels.map(labelExample), corpus: CORPUS, ...once });
  let base: Model;
  let adapted: Model;
  let bytes: Buffer;
  beforeAll(() => {
    base = parseModel(train({ version: 'tiny', examples: CORPUS, lexicons: new Map(), ...once }));
    bytes = adapt(adapting());
    adapted = parseModel(bytes);
  });

  it('teaches it words that it did not know', () => {
    expect(intentOf(base, 'my flumbo is dark')).not.toBe('outage');
    expect(intentOf(adapted, 'my flumbo is dark')).toBe('outage');
  });

  it('keeps what it knew', () => {
    for (const [text, sentiment, intent] of SAYINGS) {
      const said = classifyText(adapted, text, english);
      expect([said.sentiment.label, said.intent.label]).toEqual([sentiment, intent]);
    }
  });

  it('grows by no row', () => {
    const rows = ({ slots }: Model) => slots.filter((hash) => hash !== 0).length;
    expect(rows(adapted)).toBe(rows(base));
    const gone = [...base.slots].filter((hash) => hash !== 0 && rowOf(adapted, hash) < 0);
    expect(gone.length).toBeGreaterThan(0);
  });

  it('never calls for a person later than before', () => {
    expect(adapted.calibration.person.threshold).toBeLessThanOrEqual(base.calibration.person.threshold);
  });

  it('gives the same bytes again, under its own version', () => {
    expect(adapt(adapting()).equals(bytes)).toBe(true);
    expect(adapted.version).toBe('own');
  });
});

describe('labels', () => {
  const folder = mkdtempSync(join(tmpdir(), 'labels-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const fileOf = (lines: readonly unknown[]): string => {
    const file = join(folder, 'labels.jsonl');
    writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
    return file;
  };
  const many = Array.from({ length: 400 }, (_, at) => ({ text: `message ${at}`, lang: 'en', sentiment: 'neutral' }));

  it('are held back by their words, about a fifth', () => {
    const { taught, heldBack } = readLabels(fileOf(many));
    expect(taught.length + heldBack.length).toBe(400);
    expect(heldBack.length).toBeGreaterThan(50);
    expect(heldBack.length).toBeLessThan(110);
    const other = readLabels(fileOf(many.toReversed()));
    expect(new Set(other.heldBack.map(({ text }) => text))).toEqual(new Set(heldBack.map(({ text }) => text)));
  });

  it('count once a message, by the last word; those without words teach nothing', () => {
    const { taught, heldBack } = readLabels(
      fileOf([many[0], { ...many[0], sentiment: 'negative' }, { lang: 'en', sentiment: 'positive' }]),
    );
    expect([...taught, ...heldBack]).toEqual([{ ...many[0], sentiment: 'negative' }]);
  });

  it.each([
    ['line 2 is not JSON', [many[0], '{']],
    ['line 1', [{ text: 'a', lang: 'en', sentiment: 'furious' }]],
    ['line 1', [{ text: 'a', lang: 'en', colour: 'red' }]],
  ])('that cannot be read name their line: %s', (said, lines) => {
    expect(() => readLabels(fileOf(lines))).toThrow(LabelsError);
    expect(() => readLabels(fileOf(lines))).toThrow(said);
  });

  it('teach what was said and nothing else', () => {
    const told = labelExample({ text: 'a', lang: 'en', sentiment: 'positive', flags: ['sarcasm'] });
    expect(told.labels).toEqual({
      care_sentiment: 2,
      sarcasm: 1,
      threat_to_leave: 0,
      press: 0,
      legal: 0,
      safety: 0,
      spam: 0,
    });
    expect(labelExample({ text: 'a', lang: 'en', automationMaySpeak: false }).labels).toEqual({ person: 1 });
  });
});

describe('a worse model', () => {
  const before = { sentiment: 0.8, intent: 0.6, leakRate: 0.008 };
  it.each([
    ['the same', before, 0],
    ['better', { sentiment: 0.81, intent: 0.7, leakRate: 0.002 }, 0],
    ['worse in one thing', { ...before, sentiment: 0.79, intent: 0.9 }, 1],
    ['worse in two', { ...before, sentiment: 0.79, intent: 0.59 }, 2],
    ['a leakier guard within the goal', { ...before, leakRate: 0.01 }, 0],
    ['a leakier guard beyond it', { ...before, leakRate: 0.0101 }, 1],
    ['not measured', { leakRate: 0 }, 0],
  ])('is told: %s', (_what, after, count) => {
    expect(worseIn(before, after)).toHaveLength(count);
  });

  it('leaked much before and may leak as much again', () => {
    expect(worseIn({ leakRate: 0.03 }, { leakRate: 0.03 })).toEqual([]);
  });
});
