import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passesLuhn } from '#classifiers/personal-data/card.ts';
import { masked, movedSpan } from '#classifiers/personal-data/masked.ts';
import { personalDataIn } from '#classifiers/personal-data/personal-data.ts';
import { regionsOf } from '#classifiers/personal-data/regions.ts';

const shown = (text: string, language?: string): string => masked(text, personalDataIn(text, regionsOf(language)));
const language = fc.constantFrom(undefined, 'en', 'es', 'fr', 'de', 'pt', 'it', 'ar', 'hi', 'en-GB');
const digit = fc.integer({ min: 0, max: 9 }).map(String);
const digits = (minLength: number, maxLength: number) =>
  fc.array(digit, { minLength, maxLength }).map((all) => all.join(''));

/** Cards by issuer: a prefix and a length. */
const CARDS = [
  ['4', 16],
  ['4', 13],
  ['4', 19],
  ['51', 16],
  ['55', 16],
  ['2221', 16],
  ['2720', 16],
  ['34', 15],
  ['37', 15],
  ['36', 14],
  ['305', 14],
  ['6011', 16],
  ['65', 16],
  ['3530', 16],
  ['62', 19],
  ['5018', 13],
  ['6759', 17],
] as const;

const withCheckDigit = (body: string): string => {
  const last = Array.from({ length: 10 }, (_, value) => `${body}${value}`).find(passesLuhn);
  return last ?? body;
};

const card = fc
  .constantFrom(...CARDS)
  .chain(([prefix, length]) =>
    digits(length - 1 - prefix.length, length - 1 - prefix.length).map((rest) => prefix + rest),
  )
  .map(withCheckDigit);

/** A number with separators at any places, the same one everywhere. */
const parted = (number: fc.Arbitrary<string>) =>
  number.chain((all) =>
    fc
      .tuple(
        fc.constantFrom(' ', '-', '.', '\u00a0', ' - ', '–', '/', ''),
        fc.array(fc.boolean(), { minLength: 19, maxLength: 19 }),
      )
      .map(([separator, cuts]) => ({
        number: all,
        written: all
          .split('')
          .map((each, place) => (place > 0 && cuts[place] ? separator + each : each))
          .join(''),
      })),
  );

/** Words around a number; a digit right beside it would make another number of it. */
const words = fc.array(
  fc.oneof(
    fc.constantFrom('card', 'my order', 'is', 'please call', '12/27', 'cvv', '#', 'thanks!', 'pay', 'ref', 'n°', '€'),
    fc.string({ maxLength: 12 }).map((text) => text.replace(/\d/g, 'x')),
    digits(1, 9),
  ),
  { maxLength: 6 },
);

/** What stands before and after, and the language the platform names. */
const around = (some: fc.Arbitrary<string[]>) => fc.record({ before: some, after: some, tongue: language });

const sentence = (before: readonly string[], middle: string, after: readonly string[]): string =>
  [...before, middle, ...after].join(' ');
const bare = (text: string): string => text.replace(/\D/g, '');

describe('masking', () => {
  it('never leaks a card, however it is written and whatever stands around it', () => {
    fc.assert(
      fc.property(parted(card), around(words), ({ number, written }, { before, after, tongue }) => {
        const text = shown(sentence(before, written, after), tongue);
        expect(text).not.toContain(written);
        expect(bare(text)).not.toContain(number);
      }),
      { numRuns: 3_000 },
    );
  });

  const letters = fc.stringMatching(/^[A-Z]{2,4}$/);
  const orderNumber = fc.oneof(
    digits(5, 12),
    fc.tuple(letters, digits(5, 12)).map((parts) => parts.join('')),
    fc.tuple(letters, digits(4, 12)).map((parts) => parts.join('-')),
    fc.tuple(letters, digits(4, 4), digits(4, 8)).map((parts) => parts.join('-')),
    fc.tuple(digits(3, 3), digits(7, 7), digits(7, 7)).map((parts) => parts.join('-')),
    fc.tuple(digits(4, 4), digits(4, 6)).map((parts) => parts.join('-')),
    digits(20, 22),
  );
  const naming = fc.constantFrom(
    'order ',
    'Order #',
    'order number is ',
    'my order no. ',
    'ref: ',
    'booking reference ',
    'case ',
    'ticket #',
    'tracking ',
    'commande n° ',
    'pedido ',
    'Bestellnummer: ',
    'encomenda ',
    'ordine ',
    'طلب ',
    '#',
  );
  const plainWords = fc.array(
    fc.constantFrom('still', 'nothing', 'where', 'is', 'it', 'please', 'call', 'me', 'thanks'),
    { maxLength: 5 },
  );

  it('never loses an order number', () => {
    fc.assert(
      fc.property(fc.tuple(naming, orderNumber), around(plainWords), ([name, number], { before, after, tongue }) => {
        // A number that an issuer could have given out as a card is taken for one.
        fc.pre(bare(number).length < 13 || bare(number).length > 19 || !passesLuhn(bare(number)));
        expect(shown(sentence(before, name + number, after), tongue)).toBe(sentence(before, name + number, after));
      }),
      { numRuns: 3_000 },
    );
  });

  it('leaves everything else as it was, and each span where its words are', () => {
    const piece = fc.oneof(
      fc.constantFrom('jo@example.com', '4111 1111 1111 1111', '+44 7700 900123', 'DE89370400440532013000'),
      fc.constantFrom('hello there', 'where is my order?', '😀', 'ok'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join(', ');
        const findings = personalDataIn(text);
        const mask = masked(text, findings);
        expect(mask.split(/\[[\w-]+\]/)).toEqual(
          text.split(/jo@example\.com|4111 1111 1111 1111|\+44 7700 900123|DE89370400440532013000/),
        );
        for (const word of ['hello there', 'order']) {
          const start = text.lastIndexOf(word);
          if (start < 0) continue;
          expect(mask.slice(...movedSpan([start, start + word.length], findings))).toBe(word);
        }
      }),
    );
  });
});

describe('a span', () => {
  it('covers the mask it touches', () => {
    const text = 'pay 4111111111111111 now';
    const findings = personalDataIn(text);
    const mask = masked(text, findings);
    expect(mask.slice(...movedSpan([6, 10], findings))).toBe('[card]');
    expect(mask.slice(...movedSpan([0, 8], findings))).toBe('pay [card]');
    expect(mask.slice(...movedSpan([18, 24], findings))).toBe('[card] now');
    expect(mask.slice(...movedSpan([0, 24], findings))).toBe(mask);
  });
});
