import type { Span } from '#domain/classification.ts';
import { OUTPUTS } from './heads.ts';
import { LETTERS_SHARE, type Model, rowOf, shareOf } from './model.ts';
import type { Scored } from './score.ts';

/** How many places of evidence a finding names. */
const MOST_SPANS = 3;
/** A word that speaks with less than this share of the loudest one is left out. */
const LEAST_SHARE = 0.4;

/** How much each token speaks for an output against the mean of its rivals. */
function voicesOf(model: Model, { tokens, features }: Scored, vector: Float32Array): Float32Array {
  const voices = new Float32Array(tokens.length);
  const hear = (hashes: readonly number[], from: readonly number[], share: number): void => {
    for (let at = 0; at < hashes.length; at++) {
      const token = from[at] as number;
      const row = token < 0 ? -1 : rowOf(model, hashes[at] as number);
      if (row < 0) continue;
      let said = 0;
      for (let output = 0; output < OUTPUTS; output++) {
        const weight = vector[output] as number;
        if (weight !== 0)
          said += weight * (model.weights[row * OUTPUTS + output] as number) * (model.steps[output] as number);
      }
      voices[token] = (voices[token] as number) + share * said;
    }
  };
  hear(features.words, features.wordTokens, shareOf(features.words.length));
  hear(features.letters, features.letterTokens, LETTERS_SHARE * shareOf(features.letters.length));
  return voices;
}

/**
 * The words that speak most for a verdict, in the order of the text.
 * @param vector what each output counts for the verdict: 1 for its own, below 0 for its rivals.
 */
export function evidenceFor(model: Model, scored: Scored, vector: Float32Array): Span[] {
  const voices = voicesOf(model, scored, vector);
  const ranked = [...voices.keys()]
    .filter((at) => (voices[at] as number) > 0 && scored.tokens[at]?.kind !== 'mark')
    .sort((a, b) => (voices[b] as number) - (voices[a] as number));
  const loudest = voices[ranked[0] ?? 0] ?? 0;
  return ranked
    .slice(0, MOST_SPANS)
    .filter((at) => (voices[at] as number) >= LEAST_SHARE * loudest)
    .sort((a, b) => a - b)
    .flatMap((at) => {
      const token = scored.tokens[at];
      return token ? [[token.start, token.end] satisfies Span] : [];
    });
}
