import { type Features, featuresOf, NO_TOKEN } from './features.ts';
import { OUTPUTS, TOPICS } from './heads.ts';
import { deniedIn, type Lexicon, lexiconSignals, phrasesOf } from './lexicons.ts';
import { LETTERS_SHARE, type Model, rowOf, shareOf } from './model.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A message read by a model: its outputs, and what is needed to say why. */
export interface Scored {
  readonly tokens: readonly Token[];
  /** What each token's n-grams say to each output, in steps: a row a token, and one for the message as a whole. */
  readonly voices: Float32Array;
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

/** Adds the row of each n-gram to its token's; whole numbers, so that nothing is lost before the share is taken. */
function gathered(model: Model, { hashes, from, tokens }: Gathering): Int32Array {
  const sums = new Int32Array((tokens + 1) * OUTPUTS);
  const { weights } = model;
  for (let at = 0; at < hashes.length; at++) {
    const row = rowOf(model, hashes[at] as number);
    if (row < 0) continue;
    const token = from[at] as number;
    const begin = row * OUTPUTS;
    const to = (token === NO_TOKEN ? tokens : token) * OUTPUTS;
    for (let output = 0; output < OUTPUTS; output++) {
      sums[to + output] = (sums[to + output] as number) + (weights[begin + output] as number);
    }
  }
  return sums;
}

interface Gathering {
  readonly hashes: readonly number[];
  readonly from: readonly number[];
  /** How many tokens there are. */
  readonly tokens: number;
}

/** What each token says, words and letters by their shares. */
function voicesOf(model: Model, features: Features, tokens: number): Float32Array {
  const words = gathered(model, { hashes: features.words, from: features.wordTokens, tokens });
  const letters = gathered(model, { hashes: features.letters, from: features.letterTokens, tokens });
  const share = shareOf(features.words.length);
  const lettersShare = LETTERS_SHARE * shareOf(features.letters.length);
  const voices = new Float32Array(words.length);
  for (let at = 0; at < voices.length; at++) {
    voices[at] = share * (words[at] as number) + lettersShare * (letters[at] as number);
  }
  return voices;
}

/** Adds a row of numbers to the outputs, by a factor. */
function addRow(outputs: Float32Array, { from, begin, by }: { from: Float32Array; begin: number; by: number }): void {
  for (let output = 0; output < OUTPUTS; output++) {
    outputs[output] = (outputs[output] as number) + by * (from[begin + output] as number);
  }
}

/** Adds the network over the signals. */
function addNetwork({ hidden, direct }: Model, signals: Float32Array, outputs: Float32Array): void {
  for (let at = 0; at < signals.length; at++) {
    const by = signals[at] as number;
    if (by !== 0) addRow(outputs, { from: direct, begin: at * OUTPUTS, by });
  }
  for (let unit = 0; unit < hidden.bias.length; unit++) {
    const begin = unit * signals.length;
    let sum = hidden.bias[unit] as number;
    for (let at = 0; at < signals.length; at++) sum += (hidden.weights[begin + at] as number) * (signals[at] as number);
    if (sum > 0) addRow(outputs, { from: hidden.out, begin: unit * OUTPUTS, by: sum });
  }
}

/** Reads and scores a message. @param language BCP 47; its primary part chooses the word lists. */
export function score(model: Model, text: string, language: string): Scored {
  const { tokens, features, signals } = readMessage(text, model.lexicons.get(language.slice(0, 2).toLowerCase()));
  const voices = voicesOf(model, features, tokens.length);
  const outputs = new Float32Array(OUTPUTS);
  for (let begin = 0; begin < voices.length; begin += OUTPUTS) addRow(outputs, { from: voices, begin, by: 1 });
  for (let output = 0; output < OUTPUTS; output++) {
    outputs[output] = (outputs[output] as number) * (model.steps[output] as number) + (model.bias[output] as number);
  }
  addNetwork(model, signals, outputs);
  return { tokens, voices, outputs };
}
