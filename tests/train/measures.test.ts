import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardScore, leaks } from '#train/evaluate/guard-score.ts';
import { LineError, readLine } from '#train/evaluate/lines.ts';
import { abstentionCurve, calibrationError, type Judged, scoreOf } from '#train/evaluate/measures.ts';

const LABELS = ['a', 'b', 'c'];
const judged = (right: string, said: string, confidence = 0.5): Judged => ({ right, said, confidence });

describe('the measures', () => {
  it('counts accuracy, macro-F1 and macro-recall as worked out by hand', () => {
    const score = scoreOf([judged('a', 'a'), judged('a', 'b'), judged('b', 'b'), judged('b', 'b')], LABELS);
    expect(score.n).toBe(4);
    expect(score.accuracy).toBeCloseTo(3 / 4);
    expect(score.macroRecall).toBeCloseTo((1 / 2 + 1) / 2);
    expect(score.macroF1).toBeCloseTo((2 / 3 + 4 / 5) / 2);
  });

  it('is one where all is right, and between nought and one always', () => {
    const label = fc.constantFrom(...LABELS);
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label), { minLength: 1 }), (pairs) => {
        const { accuracy, macroF1, macroRecall } = scoreOf(
          pairs.map(([right, said]) => judged(right, said)),
          LABELS,
        );
        for (const share of [accuracy, macroF1, macroRecall]) expect(share >= 0 && share <= 1).toBe(true);
        const perfect = scoreOf(
          pairs.map(([right]) => judged(right, right)),
          LABELS,
        );
        expect([perfect.accuracy, perfect.macroF1, perfect.macroRecall]).toEqual([1, 1, 1]);
      }),
    );
  });

  it('sees confidence that is too high, and confidence that is earned', () => {
    const sure = (right: boolean) => judged('a', right ? 'a' : 'b', 0.75);
    expect(calibrationError([sure(true), sure(true), sure(true), sure(false)])).toBeCloseTo(0);
    expect(calibrationError([sure(true), sure(false), sure(false), sure(false)])).toBeCloseTo(0.5);
  });

  it('abstains on the least sure first', () => {
    const curve = abstentionCurve([judged('a', 'a', 0.9), judged('a', 'b', 0.2)]);
    expect(curve[0]).toEqual({ answered: 1, accuracy: 0.5 });
    expect(curve.at(-1)).toEqual({ answered: 0.5, accuracy: 1 });
  });

  it('tells leaks from needless holds', () => {
    const line = (maySpeak: boolean, verdict: 'may_speak' | 'needs_a_person') => ({
      text: `${maySpeak} ${verdict}`,
      maySpeak,
      guarding: { verdict, reasons: [] },
    });
    const lines = [
      line(false, 'may_speak'),
      line(false, 'needs_a_person'),
      line(true, 'needs_a_person'),
      line(true, 'may_speak'),
    ];
    expect(guardScore(lines)).toEqual({ n: 4, leakRate: 0.5, overHoldRate: 0.5 });
    expect(leaks(lines).map(({ text }) => text)).toEqual(['false may_speak']);
  });
});

describe('a line to measure on', () => {
  it('keeps the labels that are used and passes over others', () => {
    expect(readLine('{"text":"hi","sentiment":"neutral","by":"x"}', 1)).toEqual({ text: 'hi', sentiment: 'neutral' });
  });

  it.each([
    ['what is not JSON', 'hello'],
    ['a label that is none', '{"text":"hi","sentiment":"angry"}'],
    ['a line without text', '{"sentiment":"neutral"}'],
  ])('refuses %s, naming the line', (_, line) => {
    expect(() => readLine(line, 7)).toThrow(LineError);
    expect(() => readLine(line, 7)).toThrow(/line 7/);
  });
});
