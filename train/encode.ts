import type { HeadName } from '#classifiers/embedded/heads.ts';
import type { Lexicon } from '#classifiers/embedded/lexicons.ts';
import { readMessage } from '#classifiers/embedded/score.ts';
import type { Example } from './example.ts';

/** An example as numbers. */
export interface Encoded {
  readonly words: Uint32Array;
  readonly letters: Uint32Array;
  readonly signals: Float32Array;
  readonly targets: readonly { readonly head: HeadName; readonly label: number; readonly weight: number }[];
}

export function encode({ text, language, labels, weights }: Example, lexicons: ReadonlyMap<string, Lexicon>): Encoded {
  const { features, signals } = readMessage(text, lexicons.get(language.slice(0, 2)));
  const heads = Object.entries(labels) as [HeadName, number][];
  return {
    words: Uint32Array.from(features.words),
    letters: Uint32Array.from(features.letters),
    signals,
    targets: heads.map(([head, label]) => ({ head, label, weight: weights[head] ?? 1 })),
  };
}
