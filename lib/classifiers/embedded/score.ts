import { type Features, featuresOf } from './features.ts';
import { OUTPUTS, TOPICS } from './heads.ts';
import { deniedIn, type Lexicon, lexiconSignals, phrasesOf } from './lexicons.ts';
import { LETTERS_SHARE, type Model, rowOf, shareOf } from './model.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A message read by a model: its outputs, and what is needed to say why. */
export interface Scored {
  readonly tokens: readonly Token[];
  readonly features: Features;
  /** One number an output, before any is made a probability. */
  readonly outputs: Float32Array;
}

const NO_LEXICON: Lexicon = { negations: new Set(), moods: [], topics: new Map() };

/** What a message gives a model to judge by; training reads messages by the same function. */
export function readMessage(text: string, lexicon: Lexicon = NO_LEXICON) {
  const tokens = tokensOf(text);
  const denied = deniedIn(tokens, lexicon.negations);
  const signals = lexiconSignals(lexicon, { tokens, denied, phrases: phrasesOf(tokens) }, TOPICS.length);
  return { tokens, features: featuresOf(tokens, denied), signals };
}

/** Adds the rows of the n-grams, each by its share. */
function addRows(model: Model, hashes: readonly number[], into: { sums: Float32Array; share: number }): void {
  const { sums, share } = into;
  const { weights } = model;
  for (const hash of hashes) {
    const row = rowOf(model, hash);
    if (row < 0) continue;
    const begin = row * OUTPUTS;
    for (let output = 0; output < OUTPUTS; output++) {
      sums[output] = (sums[output] as number) + share * (weights[begin + output] as number);
    }
  }
}

/** Adds the network over the signals. */
function addNetwork({ hidden, direct }: Model, signals: Float32Array, outputs: Float32Array): void {
  const add = (from: Float32Array, begin: number, value: number): void => {
    for (let output = 0; output < OUTPUTS; output++) {
      outputs[output] = (outputs[output] as number) + value * (from[begin + output] as number);
    }
  };
  signals.forEach((signal, at) => {
    if (signal !== 0) add(direct, at * OUTPUTS, signal);
  });
  hidden.bias.forEach((bias, unit) => {
    let sum = bias;
    const begin = unit * signals.length;
    for (let at = 0; at < signals.length; at++) sum += (hidden.weights[begin + at] as number) * (signals[at] as number);
    if (sum > 0) add(hidden.out, unit * OUTPUTS, sum);
  });
}

/** Reads and scores a message. @param language BCP 47; its primary part chooses the word lists. */
export function score(model: Model, text: string, language: string): Scored {
  const { tokens, features, signals } = readMessage(text, model.lexicons.get(language.slice(0, 2).toLowerCase()));
  const outputs = new Float32Array(OUTPUTS);
  addRows(model, features.words, { sums: outputs, share: shareOf(features.words.length) });
  addRows(model, features.letters, { sums: outputs, share: LETTERS_SHARE * shareOf(features.letters.length) });
  for (let output = 0; output < OUTPUTS; output++) {
    outputs[output] = (outputs[output] as number) * (model.steps[output] as number) + (model.bias[output] as number);
  }
  addNetwork(model, signals, outputs);
  return { tokens, features, outputs };
}
