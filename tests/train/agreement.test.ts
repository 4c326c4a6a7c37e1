import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementByPart, flagAgreement, questionAgreement } from '#train/agreement/agreement.ts';
import { kappaOf, nominal, type Pair, quadratic, wilson } from '#train/agreement/kappa.ts';
import { agreementLines } from '#train/agreement/report.ts';
import { labelledTwice, textHash } from '#train/agreement/second-labels.ts';
import type { CorpusLine } from '#train/corpus.ts';
import { readSources } from '#train/sources.ts';

const LABELS = ['a', 'b', 'c'];

/** The pairs of a table: a row is what the first said, a column what the second said. */
const pairsOf = (table: readonly (readonly number[])[]): Pair[] =>
  table.flatMap((row, first) =>
    row.flatMap((count, second) =>
      Array.from({ length: count }, (): Pair => [LABELS[first] ?? '', LABELS[second] ?? '']),
    ),
  );

const anyPairs = fc.array(fc.tuple(fc.constantFrom(...LABELS), fc.constantFrom(...LABELS)), { minLength: 1 });

describe('kappa', () => {
  it.each([
    {
      name: 'two labels, more agreement',
      table: [
        [20, 5],
        [10, 15],
      ],
      kappa: 0.4,
      weighted: 0.4,
    },
    {
      name: 'uneven margins',
      table: [
        [45, 15],
        [25, 15],
      ],
      kappa: 0.1304,
      weighted: 0.1304,
    },
    {
      name: 'the same agreement, other margins',
      table: [
        [25, 35],
        [5, 35],
      ],
      kappa: 0.2593,
      weighted: 0.2593,
    },
    {
      name: 'what chance brings about',
      table: [
        [10, 10],
        [10, 10],
      ],
      kappa: 0,
      weighted: 0,
    },
    {
      name: 'less than chance',
      table: [
        [0, 10],
        [10, 0],
      ],
      kappa: -1,
      weighted: -1,
    },
    // Apart .3 against .61 by chance; squared .3 against 1.06.
    {
      name: 'neighbours confused',
      table: [
        [4, 1, 0],
        [1, 2, 1],
        [0, 0, 1],
      ],
      kappa: 0.5082,
      weighted: 0.717,
    },
    // Apart .2 against .62 by chance; squared .8 against 1.52.
    {
      name: 'the ends confused',
      table: [
        [4, 0, 1],
        [0, 2, 0],
        [1, 0, 2],
      ],
      kappa: 0.6774,
      weighted: 0.4737,
    },
  ])('$name', ({ table, kappa, weighted }) => {
    expect(kappaOf(pairsOf(table), LABELS, nominal)).toBeCloseTo(kappa, 4);
    expect(kappaOf(pairsOf(table), LABELS, quadratic)).toBeCloseTo(weighted, 4);
  });

  it('says nothing where chance alone would make them agree', () => {
    expect(kappaOf([], LABELS)).toBeUndefined();
    expect(kappaOf(pairsOf([[7]]), LABELS)).toBeUndefined();
  });

  it('is 1 for the same labels, never more, and the same whoever is first', () => {
    fc.assert(
      fc.property(anyPairs, fc.constantFrom(nominal, quadratic), (pairs, distance) => {
        const kappa = kappaOf(pairs, LABELS, distance);
        const turned = kappaOf(
          pairs.map(([first, second]): Pair => [second, first]),
          LABELS,
          distance,
        );
        const same = kappaOf(
          pairs.map(([first]): Pair => [first, first]),
          LABELS,
          distance,
        );
        if (kappa !== undefined) expect(kappa).toBeLessThanOrEqual(1);
        expect(turned ?? 2).toBeCloseTo(kappa ?? 2);
        expect(same ?? 1).toBe(1);
      }),
    );
  });
});

describe('the bounds of a share', () => {
  it.each([
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
    [0, 10, 0, 0.2775],
    [0, 0, 0, 1],
  ])('%i of %i', (part, whole, low, high) => {
    const bounds = wilson(part, whole);
    expect(bounds[0]).toBeCloseTo(low, 3);
    expect(bounds[1]).toBeCloseTo(high, 3);
  });
});

describe('the comparison', () => {
  it('names what was confused with what, the most frequent first, and which way', () => {
    const { agreed, confused } = questionAgreement(
      pairsOf([
        [1, 1, 0],
        [3, 4, 0],
        [0, 0, 1],
      ]),
      LABELS,
    );
    expect(agreed).toBeCloseTo(0.6);
    expect(confused).toEqual([
      { first: 'b', second: 'a', count: 3 },
      { first: 'a', second: 'b', count: 1 },
    ]);
  });

  it('counts a flag by who raised it', () => {
    const raised = [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
      [true, true],
    ] as const;
    const flag = flagAgreement(raised);
    expect(flag).toMatchObject({ first: 3, second: 3, both: 2 });
    expect(flag.f1).toBeCloseTo(2 / 3);
    expect(flagAgreement([[false, false]])).toEqual({ first: 0, second: 0, both: 0, f1: undefined, kappa: undefined });
  });
});

const line = (text: string, sector: string, intent: CorpusLine['intent'] = 'other'): CorpusLine => ({
  text,
  lang: 'en',
  sector,
  sentiment: 'neutral',
  intent,
  urgency: 'low',
  complexity: 'simple',
  flags: [],
});
const second = (text: string, file: string) => ({
  sha256: textHash(text),
  file,
  sentiment: 'neutral',
  intent: 'other',
  urgency: 'high',
  complexity: 'simple',
  flags: ['spam'],
});
const jsonLines = (values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('second labels', () => {
  const corpus = mkdtempSync(join(tmpdir(), 'earshot-agreement-'));
  beforeAll(() => {
    mkdirSync(join(corpus, 'second'));
    writeFileSync(join(corpus, 'test.jsonl'), jsonLines([line('one', 'retail', 'praise'), line('two', 'general')]));
    writeFileSync(join(corpus, 'en.jsonl'), jsonLines([line('three', 'bank'), line('four', 'general')]));
    const files = { one: 'test.jsonl', three: 'en.jsonl', four: 'en.jsonl', reworded: 'en.jsonl' };
    const seconds = Object.entries(files).map(([text, file]) => second(text, file));
    writeFileSync(join(corpus, 'second', 'labels.jsonl'), jsonLines(seconds));
  });
  afterAll(() => rmSync(corpus, { recursive: true }));

  it('find their messages by hash, and count those that are gone', () => {
    const { messages, lost } = labelledTwice(corpus);
    expect(messages.map(({ first }) => first.text)).toEqual(['one', 'three', 'four']);
    expect(lost).toBe(1);
  });

  it('are told apart by the test set, care and talk', () => {
    const parts = agreementByPart(labelledTwice(corpus).messages);
    expect(Object.entries(parts).map(([name, { n }]) => [name, n])).toEqual([
      ['all', 3],
      ['test', 1],
      ['training, care', 1],
      ['training, talk', 1],
    ]);
    expect(parts['test']?.intent.confused).toEqual([{ first: 'praise', second: 'other', count: 1 }]);
    expect(parts['all']?.flags.spam).toMatchObject({ first: 0, second: 3, both: 0, f1: 0 });
  });

  it('are reported with what they differ in', () => {
    const { messages, lost } = labelledTwice(corpus);
    const report = agreementLines(agreementByPart(messages), lost).join('\n');
    expect(report).toContain('test: 1 messages');
    expect(report).toContain('  3  urgency: low, high');
    expect(report).toContain('1 second labels left out');
  });

  it('are never trained on', () => {
    expect(readSources({ corpus }).files.map(({ name }) => name)).toEqual(['corpus/en.jsonl']);
  });
});

describe('the second labels that ship', () => {
  const { messages, lost } = labelledTwice(join(import.meta.dirname, '../../train/corpus'));

  it('name 120 messages of the frozen test set, each once', () => {
    const frozen = messages.filter(({ file }) => file === 'test.jsonl');
    expect(new Set(frozen.map(({ first }) => textHash(first.text))).size).toBe(120);
    expect(frozen).toHaveLength(120);
  });

  it('have lost none of their messages', () => {
    expect(lost).toBe(0);
  });
});
