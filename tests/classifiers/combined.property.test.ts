import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combined } from '#classifiers/combined.ts';
import { spansOfCodePoints, spansOfQuotes } from '#classifiers/spans.ts';
import {
  type Classification,
  classification as classificationSchema,
  type Finding,
  FLAGS,
  INTENTS,
  SENTIMENTS,
  URGENCIES,
} from '#domain/classification.ts';
import type { Opinion } from '#domain/opinion.ts';

const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const finding = <const L extends string>(labels: readonly L[]): fc.Arbitrary<Finding<L>> =>
  fc.record({ label: fc.constantFrom(...labels), confidence: share, evidence: fc.constant([]) });
const flags = fc.uniqueArray(finding(FLAGS), { selector: ({ label }) => label });
const spoken = {
  sentiment: finding(SENTIMENTS),
  intent: finding(INTENTS),
  urgency: finding(URGENCIES),
  complexity: finding(['simple', 'complex']),
};
const signals = { negative: share, sarcasm: share, person: share };

const classification: fc.Arbitrary<Classification> = fc.record(
  { classifier: fc.constant('embedded@1'), ...spoken, flags, signals: fc.record(signals) },
  { requiredKeys: ['classifier', 'sentiment', 'intent', 'urgency', 'complexity', 'flags'] },
);
const opinion: fc.Arbitrary<Opinion> = fc.record(
  { ...spoken, flags, signals: fc.record(signals, { requiredKeys: [] }) },
  { requiredKeys: [] },
);

describe('two judges', () => {
  it('make a classification that names both', () => {
    fc.assert(
      fc.property(classification, opinion, (own, other) => {
        const both = combined(own, other, 'cloud@1');
        expect(both.classifier).toBe('cloud@1+embedded@1');
        expect(classificationSchema.safeParse(both).success).toBe(true);
      }),
    );
  });

  it('leave to the first what the second does not say', () => {
    fc.assert(
      fc.property(classification, opinion, (own, other) => {
        const both = combined(own, other, 'cloud@1');
        for (const field of ['intent', 'urgency', 'complexity'] as const)
          expect(both[field]).toEqual(other[field] ?? own[field]);
      }),
    );
  });

  it('never make a message look calmer to the guard than either does alone', () => {
    fc.assert(
      fc.property(classification, opinion, (own, other) => {
        const both = combined(own, other, 'cloud@1');
        const raised = new Set(both.flags.map(({ label }) => label));
        for (const { label } of [...own.flags, ...(other.flags ?? [])]) expect(raised).toContain(label);
        expect(raised.size).toBe(both.flags.length);
        for (const name of ['negative', 'sarcasm', 'person'] as const) {
          if (own.signals) expect(both.signals?.[name]).toBe(Math.max(own.signals[name], other.signals?.[name] ?? 0));
        }
        if (own.sentiment.label === 'negative' && both.sentiment.label !== 'negative')
          expect(both.sentiment.unsure).toBe(true);
      }),
    );
  });
});

describe('evidence', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 });

  it('by quotes lies within the text, and is what was quoted', () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), (words, quotes) => {
        for (const [start, end] of spansOfQuotes(words, quotes)) expect(quotes).toContain(words.slice(start, end));
      }),
    );
  });

  it('by code points lies within the text, between characters', () => {
    const offset = fc.integer({ min: 0, max: 80 });
    fc.assert(
      fc.property(text, fc.array(fc.tuple(offset, offset)), (words, offsets) => {
        for (const [start, end] of spansOfCodePoints(words, offsets)) {
          expect(end).toBeLessThanOrEqual(words.length);
          expect(start).toBeLessThan(end);
          expect(words.slice(start, end).isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
