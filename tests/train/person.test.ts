import { describe, expect, it } from 'vitest';
import { HEAD_NAMES, OUTPUTS } from '#classifiers/embedded/heads.ts';
import { personChance, SIGNS, signsOf } from '#classifiers/embedded/person.ts';
import { type CorpusLine, needsPerson } from '#train/corpus.ts';
import { readLexicons } from '#train/lexicon-sources.ts';
import { readSources } from '#train/sources.ts';

const CALM: CorpusLine = {
  text: 'how do i pay by card',
  lang: 'en',
  sector: 'retail',
  sentiment: 'neutral',
  intent: 'how_to',
  urgency: 'normal',
  complexity: 'simple',
  flags: [],
};

describe('a person', () => {
  it.each<[string, Partial<CorpusLine>, boolean]>([
    ['not needed for a plain question', {}, false],
    ['not needed for praise', { sentiment: 'positive', intent: 'praise' }, false],
    ['not needed for good news', { sentiment: 'positive', intent: 'delivery' }, false],
    ['needed for displeasure', { sentiment: 'negative' }, true],
    ['needed where something is amiss', { intent: 'billing' }, true],
    ['needed where harm was done, however it ended', { sentiment: 'positive', intent: 'safety' }, true],
    ['needed for a flag', { sentiment: 'positive', intent: 'praise', flags: ['sarcasm'] }, true],
    ['needed within the hour', { urgency: 'critical' }, true],
  ])('is %s', (_, over, expected) => {
    expect(needsPerson({ ...CALM, ...over })).toBe(expected);
  });
});

describe("the signs of a person's being needed", () => {
  const calibration = Object.fromEntries(
    HEAD_NAMES.map((head) => [head, { temperature: 1, threshold: 0.5 }]),
  ) as Parameters<typeof signsOf>[1];
  const outputs = Float32Array.from({ length: OUTPUTS }, (_, at) => (at % 5) - 2);

  it('are as many as there are weights for, each a number, however sure the heads are', () => {
    for (const scale of [0, 1, 1000]) {
      const signs = signsOf(
        outputs.map((output) => output * scale),
        calibration,
      );
      expect(signs).toHaveLength(SIGNS);
      expect(signs.every(Number.isFinite)).toBe(true);
    }
  });

  it('make a chance of what each counts', () => {
    const person = new Float32Array(SIGNS + 1);
    expect(personChance(outputs, { calibration, person })).toBe(0.5);
    person[SIGNS] = 3;
    expect(personChance(outputs, { calibration, person })).toBeGreaterThan(0.9);
    person[0] = 10;
    expect(personChance(outputs, { calibration, person })).toBeLessThan(0.5);
  });
});

describe('what a model is made of', () => {
  const corpus = new URL('../../train/corpus', import.meta.url).pathname;

  it('can do without a file, and not without one that does not exist', () => {
    const without = readSources({ corpus, without: 'en-journeys.jsonl' });
    expect(without.files.map(({ name }) => name)).not.toContain('corpus/en-journeys.jsonl');
    expect(without.files).toHaveLength(readSources({ corpus }).files.length - 1);
    expect(() => readSources({ corpus, without: 'test.jsonl' })).toThrow(TypeError);
  });

  it('has emoji in the lists of every language', () => {
    const lexicons = readLexicons(new URL('../../train/lexicons', import.meta.url).pathname);
    const sizes = [...lexicons.values()].map(({ moods }) => moods[2]?.size ?? 0);
    expect(Math.min(...sizes)).toBeGreaterThan(150);
  });
});
