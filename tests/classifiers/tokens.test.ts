import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formOf, tokensOf } from '#classifiers/embedded/tokens.ts';

const told = (text: string): string =>
  tokensOf(text)
    .map(({ kind, form }) => `${kind}:${form}`)
    .join(' ');

describe('the tokens of a message', () => {
  it.each([
    ['words in one case, without apostrophes', "Can't BELIEVE it", 'word:cant word:believe word:it'],
    ['contractions that spell another word', "we're ill, I'll go", "word:we're word:ill mark:, word:i'll word:go"],
    ['drawn out words', 'soooo late', 'word:soo word:late'],
    ['accents', 'Très déçu', 'word:tres word:decu'],
    ['Arabic ornaments', 'جداً', 'word:جدا'],
    ['mentions and links', '@shop see https://t.co/x1', 'mention:<mention> word:see link:<link>'],
    ['tags', '#WorstDay', 'tag:worstday'],
    [
      'numbers by their shape',
      '3 hours, £40 at 10:30, 50%',
      'number:<1 digits> word:hours mark:, number:<money> word:at number:<time> mark:, number:<percent>',
    ],
    ['runs of marks', 'what?!! no!!! really...', 'word:what mark:?! word:no mark:!!! word:really mark:...'],
    ['emoji of any skin, and emoticons', '🙏🏽 :( <3', 'emoji:🙏 emoji::( emoji:<3'],
    ['text that was escaped twice', 'don\\u2019t &amp; go', 'word:dont word:&amp; word:go'],
  ])('reads %s', (_, text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it('tells what is loud and what is drawn out', () => {
    const [loud, long, plain] = tokensOf('NEVER sooo again');
    expect([loud?.isLoud, long?.isLong, plain?.isLoud, plain?.isLong]).toEqual([true, true, false, false]);
  });

  it('points into the text, in order and without overlap, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        let end = 0;
        for (const token of tokensOf(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('reads at most 300 tokens', () => {
    expect(tokensOf('no '.repeat(5000))).toHaveLength(300);
  });

  it('gives a form that stays the same when read again', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-zàéüñ']{1,12}$/), (word) => formOf(formOf(word)) === formOf(word)));
  });
});
