import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphemesOf } from '#platforms/graphemes.ts';
import { platforms } from '#platforms/registry.ts';
import { brokenLimit, characters, type ReplyRule } from '#platforms/reply-rules.ts';
import { MOST_PARTS, partsOf } from '#platforms/split-text.ts';

/** The parts of a long answer: all of it, in order, each as long as the platform takes, no character torn. */

const NUMBER = / \((?<number>\d+)\/(?<count>\d+)\)$/;

/** Every unit that a platform counts in, with its further bounds, made as short as a test can fill. */
const RULES: readonly (readonly [unit: string, rule: ReplyRule])[] = [
  ...new Map(
    Object.values(platforms)
      .flatMap(({ replies }) => Object.values(replies).flat())
      .filter(({ kind }) => kind !== 'hide')
      .map((rule) => {
        const also = rule.also && { also: rule.also.map((limit) => ({ ...limit, maxLength: 90 })) };
        return [`${rule.unit} ${rule.also?.length ?? 0}`, { ...rule, ...also, maxLength: 60, splits: true }] as const;
      }),
  ),
];

const words = fc.oneof(
  { weight: 5, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 10 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('👩‍👩‍👧‍👦', '🇩🇪🇫🇷', 'é', 'e\u0301', '한국어', '👍🏽👍🏽👍🏽', '1️⃣', '\u0301'),
  },
  { weight: 1, arbitrary: fc.webUrl() },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('a', 'ß', '漢'), minLength: 60, maxLength: 200 }) },
);
const spaces = fc.constantFrom(' ', '  ', '\n', '\r\n', '\t', '\u00a0', '\u3000', '\n\n');
const texts = fc
  .array(fc.tuple(words, spaces), { minLength: 1, maxLength: 60 })
  .map((all) => all.map(([word, space]) => word + space).join(''));

/** The parts without their numbers. */
const piecesOf = (parts: readonly string[]): string[] => parts.map((part) => part.replace(NUMBER, ''));

/** Where each piece begins and ends in the text; throws where they are not the text, but for white space between them. */
function placesIn(text: string, pieces: readonly string[]): { from: number; to: number }[] {
  let at = 0;
  return pieces.map((piece) => {
    const from = text.indexOf(piece, at);
    const between = text.slice(at, from);
    if (from < 0 || between.trim() !== '') throw new Error(`lost: ${JSON.stringify(between)}`);
    at = from + piece.length;
    return { from, to: at };
  });
}

/** A word ends before white space with nothing on it: an accent may stand on a space, which then is a letter. */
function wordAt(text: string, from: number): string {
  const letters = [...graphemesOf(text.slice(from))].map(({ segment }) => segment);
  const end = letters.findIndex((letter) => /^\s+$/.test(letter));
  return letters.slice(0, end < 0 ? letters.length : end).join('');
}

const partsLaw = (rule: ReplyRule, holds: (text: string, parts: readonly string[]) => void) =>
  fc.assert(
    fc.property(texts, (text) => {
      const parts = partsOf(text, rule);
      if (parts) holds(text, parts);
    }),
    { numRuns: 60 },
  );

describe.each(RULES)('parts counted in %s', (_unit, rule) => {
  it('are numbered in order, and are as many as they say', () => {
    partsLaw(rule, (_text, parts) => {
      const numbers = parts.map((part) => NUMBER.exec(part)?.[0]);
      expect(numbers).toEqual(parts.map((_, index) => ` (${index + 1}/${parts.length})`));
      expect(parts.length).toBeGreaterThan(1);
      expect(parts.length).toBeLessThanOrEqual(MOST_PARTS);
    });
  });

  it('each fit every bound, and say something', () => {
    partsLaw(rule, (_text, parts) => {
      for (const part of parts) expect(brokenLimit(part, rule)).toBeUndefined();
      for (const piece of piecesOf(parts)) expect(piece.trim()).not.toBe('');
    });
  });

  it('together are the text, but for white space where it was cut', () => {
    partsLaw(rule, (text, parts) => {
      const pieces = piecesOf(parts);
      const places = placesIn(text, pieces);
      expect(text.slice(0, places[0]?.from).trim()).toBe('');
      expect(text.slice(places.at(-1)?.to).trim()).toBe('');
    });
  });

  it('never end or begin inside what people take for one character', () => {
    partsLaw(rule, (text, parts) => {
      const borders = new Set([...graphemesOf(text)].map(({ index }) => index).concat(text.length));
      for (const { from, to } of placesIn(text, piecesOf(parts))) {
        expect([borders.has(from), borders.has(to)]).toEqual([true, true]);
      }
    });
  });

  it('are cut inside a word only where the word is longer than a part', () => {
    partsLaw(rule, (text, parts) => {
      const places = placesIn(text, piecesOf(parts));
      for (const [index, { to }] of places.entries()) {
        const next = places[index + 1];
        if (!next || next.from > to) continue;
        const start = places[index]?.from ?? 0;
        const word = wordAt(text, start);
        const number = ` (${index + 1}/${parts.length})`;
        expect(brokenLimit(word + number, rule)).toBeDefined();
      }
    });
  });

  it('are the same again, whatever white space is around the text', () => {
    partsLaw(rule, (text, parts) => {
      expect(partsOf(text, rule)).toEqual(parts);
      expect(partsOf(` \n${text} `, rule)).toEqual(parts);
    });
  });
});

describe('the edges', () => {
  const rule = { kind: 'public_reply', visibility: 'public', unit: 'characters', measure: characters } as const;
  const of = (maxLength: number): ReplyRule => ({ ...rule, maxLength, splits: true });
  /** ` (1/20)` to ` (9/20)` take seven characters, the rest eight. */
  const mostLetters = 9 * (60 - 7) + 11 * (60 - 8);

  it('one letter too many are two parts', () => {
    expect(partsOf('a'.repeat(61), of(60))).toEqual([`${'a'.repeat(54)} (1/2)`, `${'a'.repeat(7)} (2/2)`]);
  });

  it('as much as the most parts hold is taken, and one letter more is not', () => {
    const full = partsOf('a'.repeat(mostLetters), of(60));
    expect(full?.length).toBe(MOST_PARTS);
    expect(new Set(full?.map((part) => part.length))).toEqual(new Set([60]));
    expect(partsOf('a'.repeat(mostLetters + 1), of(60))).toBeUndefined();
  });

  it.each([9, 10, 11])('%i parts are filled to the last letter', (count) => {
    const room = Array.from({ length: count }, (_, index) => 60 - ` (${index + 1}/${count})`.length);
    const letters = room.reduce((sum, each) => sum + each, 0);
    expect(partsOf('a'.repeat(letters), of(60))?.length).toBe(count);
  });

  it('a bound that has no room for a number takes nothing', () => {
    expect(partsOf('a'.repeat(20), of(6))).toBeUndefined();
    expect(partsOf('aa', of(7))).toEqual(['a (1/2)', 'a (2/2)']);
    expect(partsOf('👩‍👩‍👧‍👦'.repeat(3), of(12))).toBeUndefined();
  });

  it('an accent that stands on a space stays there', () => {
    const text = `${'a'.repeat(50)} ${'b'.repeat(20)}  \u0301${'c'.repeat(40)}`;
    expect(partsOf(text, of(60))?.[1]).toBe(`${'b'.repeat(20)} (2/3)`);
    expect(partsOf(text, of(60))?.[2]).toBe(` \u0301${'c'.repeat(40)} (3/3)`);
  });

  it.each(['', ' \n'])('of no words there are no parts: %j', (text) => {
    expect(partsOf(text, of(60))).toBeUndefined();
  });

  it('where the rule takes no parts there are none', () => {
    expect(partsOf('a'.repeat(100), { ...rule, maxLength: 60 })).toBeUndefined();
  });
});
