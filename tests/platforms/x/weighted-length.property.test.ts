import fc from 'fast-check';
import twitterText from 'twitter-text';
import { expect, test } from 'vitest';
import { weightedLength } from '#platforms/x/weighted-length.ts';

/** Our count against X's own library, which is too large to ship. */

const letters = fc.constantFrom(
  'a',
  'é',
  'e\u0301',
  'ß',
  'Ж',
  'あ',
  '漢',
  '한',
  '😀',
  '👩‍👩‍👧‍👧',
  '🇵🇹',
  '👍🏾',
  '3️⃣',
  '“',
  '…',
  ' ',
  '\n',
  '.',
  '#',
  '@',
  '/',
  '-',
  '$',
);
const words = fc.array(letters, { maxLength: 60 }).map((all) => all.join(''));
const address = fc.constantFrom(
  'https://example.com',
  'http://example.com/a/b?c=d&e=f#g',
  'https://sub.example.co.uk/path_(with)/',
  'https://пример.com/путь',
  'https://example.com:8080/',
  'example.com',
  'help.example.pt/a',
);

/** What people write between words and addresses. */
const apart = fc.constantFrom(' ', '\n', ' (', ') ', ', ', ': ', '! ', '” ', ' 😀 ');
/** What they hardly ever write there: the next address begins in the same breath. */
const close = fc.constantFrom('、', '「', '。', '！', '“', '😀', '…');

const postsOf = (between: fc.Arbitrary<string>) =>
  fc.array(fc.tuple(fc.oneof(words, address), between), { maxLength: 6 }).map((pairs) => pairs.flat().join(''));

test("weighs what X's own library weighs", () => {
  fc.assert(
    fc.property(postsOf(apart), (text) => {
      expect(weightedLength(text)).toBe(twitterText.parseTweet(text).weightedLength);
    }),
    { numRuns: 2_000 },
  );
});

test('never weighs less, so that X takes what we took', () => {
  fc.assert(
    fc.property(postsOf(fc.oneof(apart, close)), (text) => {
      expect(weightedLength(text)).toBeGreaterThanOrEqual(twitterText.parseTweet(text).weightedLength);
    }),
    { numRuns: 2_000 },
  );
});

test("weighs any Unicode as X's own library does", () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      expect(weightedLength(text)).toBe(twitterText.parseTweet(text).weightedLength);
    }),
    { numRuns: 2_000 },
  );
});
