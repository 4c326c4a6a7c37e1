import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lexiconHash } from '#classifiers/embedded/hash.ts';
import { OUTPUTS } from '#classifiers/embedded/heads.ts';
import { phrasesOf } from '#classifiers/embedded/lexicons.ts';
import { LETTERS_SHARE, type Model, rowOf, shareOf } from '#classifiers/embedded/model.ts';
import { readMessage, score } from '#classifiers/embedded/score.ts';
import { tokensOf } from '#classifiers/embedded/tokens.ts';
import { readModel, SHIPPED_MODEL } from '#train/model-store.ts';

/** What is computed by a shorter way comes out as by the long one. */

const words = fc.array(fc.constantFrom('not', 'Good', '!!', '😡', 'délai', '12:40', '@shop', 'sooo', "don't"), {
  minLength: 1,
  maxLength: 12,
});

describe('the phrases of a message', () => {
  it('have the hashes of their words joined by blanks', () => {
    fc.assert(
      fc.property(words, (said) => {
        const tokens = tokensOf(said.join(' '));
        const forms = tokens.map(({ form }) => form);
        const joined = forms.map((_, at) =>
          [1, 2, 3].flatMap((size) =>
            at + size > forms.length ? [] : lexiconHash(forms.slice(at, at + size).join(' ')),
          ),
        );
        expect(phrasesOf(tokens)).toEqual(joined);
      }),
    );
  });
});

/** The sum of all n-grams' rows, one after the other, by their shares; what the network says is left out. */
function summed(model: Model, text: string): number[] {
  const { features } = readMessage(text, model.lexicons.get('en'));
  const sums = Array.from({ length: OUTPUTS }, () => 0);
  const add = (hashes: readonly number[], share: number): void => {
    for (const row of hashes.map((hash) => rowOf(model, hash)).filter((found) => found >= 0))
      sums.forEach((sum, at) => {
        sums[at] = sum + share * (model.weights[row * OUTPUTS + at] as number);
      });
  };
  add(features.words, shareOf(features.words.length));
  add(features.letters, LETTERS_SHARE * shareOf(features.letters.length));
  return sums;
}

describe('a score', () => {
  const shipped = readModel(SHIPPED_MODEL);
  /** Without its network and bias, in steps: the n-grams alone speak. */
  const model: Model = {
    ...shipped,
    steps: new Float32Array(OUTPUTS).fill(1),
    bias: new Float32Array(OUTPUTS),
    direct: new Float32Array(shipped.direct.length),
    hidden: { ...shipped.hidden, out: new Float32Array(shipped.hidden.out.length) },
  };

  it('is the sum of the rows of all n-grams', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          words.map((said) => said.join(' ')),
          fc.string({ unit: 'grapheme', maxLength: 60 }),
        ),
        (text) => {
          const right = summed(model, text);
          score(model, text, 'en').outputs.forEach((output, at) => {
            expect(output).toBeCloseTo(right[at] as number, 2);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the sum of what its tokens say and of what the message says as a whole', () => {
    const { voices, tokens, outputs } = score(model, 'still no refund, really?? thanks for nothing', 'en');
    expect(voices).toHaveLength((tokens.length + 1) * OUTPUTS);
    outputs.forEach((output, at) => {
      const said = Array.from({ length: tokens.length + 1 }, (_, token) => voices[token * OUTPUTS + at] as number);
      expect(output).toBeCloseTo(
        said.reduce((a, b) => a + b, 0),
        2,
      );
    });
  });
});
