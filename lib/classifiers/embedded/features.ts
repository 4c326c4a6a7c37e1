import { hashed, hashedUnit, mixed, SEEDS } from './hash.ts';
import type { Token } from './tokens.ts';

/**
 * What the model sees of a message: n-grams of words and of letters, and how it is written, each as a 32-bit hash that
 * remembers the token it comes from, so that a verdict can point at words.
 */

/** Word features and letter features are weighed apart: a message has many more of the latter. */
export interface Features {
  readonly words: readonly number[];
  readonly wordTokens: readonly number[];
  readonly letters: readonly number[];
  readonly letterTokens: readonly number[];
}

/** The token of a feature that comes from the whole message. */
export const NO_TOKEN = -1;

const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;
const LONGEST_WORD = 24;

const EDGE = '_'.charCodeAt(0);

/** Adds the letter n-grams of a word, its edges marked. */
function addGrams(form: string, hashes: number[]): void {
  const letters = Math.min(form.length, LONGEST_WORD);
  const length = letters + 2;
  for (let start = 0; start + SHORTEST_GRAM <= length; start++) {
    let hash: number = SEEDS.letters;
    const end = Math.min(length, start + LONGEST_GRAM);
    for (let at = start; at < end; at++) {
      hash = hashedUnit(at === 0 || at > letters ? EDGE : form.charCodeAt(at - 1), hash);
      if (at - start + 1 >= SHORTEST_GRAM) hashes.push(mixed(hash));
    }
  }
}

function lengthName(words: number): string {
  return words < 4 ? `${words} words` : `about ${Math.min(12, 3 + Math.floor(Math.log2(words) * 2))} words`;
}

/** How the message is written, as names: how long, how loud, what it carries. */
function styleOf(tokens: readonly Token[]): string[] {
  const counts = new Map<string, number>();
  const forms = new Set<string>();
  let loud = 0;
  let isDrawnOut = false;
  for (const { kind, form, isLoud, isLong } of tokens) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (kind === 'mark') forms.add(form);
    if (isLoud) loud += 1;
    isDrawnOut ||= isLong;
  }
  const words = counts.get('word') ?? 0;
  const asks = forms.has('?') || forms.has('??') || forms.has('?!') || forms.has('؟');
  const exclaims = forms.has('!') || forms.has('!!') || forms.has('!!!') || forms.has('?!');
  const names = (['mention', 'link', 'emoji', 'number'] as const).map(
    (kind) => `${Math.min(3, counts.get(kind) ?? 0)} ${kind}`,
  );
  names.push(lengthName(words), `asks ${asks} exclaims ${exclaims}`);
  if (loud > 0) names.push(loud > words / 2 ? 'all loud' : 'some loud');
  if (isDrawnOut) names.push('drawn out');
  return names;
}

/** The features of a message. @param denied for each token, whether a negation reaches it. */
export function featuresOf(tokens: readonly Token[], denied: readonly boolean[]): Features {
  const features = { words: [], wordTokens: [], letters: [], letterTokens: [] } as {
    [part in keyof Features]: number[];
  };
  const addWord = (hash: number, token: number): void => {
    features.words.push(mixed(hash));
    features.wordTokens.push(token);
  };
  let before = '<s>';
  let beforeThat = '';
  for (let at = 0; at < tokens.length; at++) {
    const { kind, form } = tokens[at] as Token;
    addWord(hashed(form, SEEDS.word), at);
    if (denied[at]) addWord(hashed(form, SEEDS.denied), at);
    addWord(hashed(form, hashed(before, SEEDS.pair)), at);
    if (kind === 'word' && beforeThat) addWord(hashed(form, hashed(beforeThat, SEEDS.skip)), at);
    if (kind === 'word' || kind === 'tag') {
      addGrams(form, features.letters);
      while (features.letterTokens.length < features.letters.length) features.letterTokens.push(at);
    }
    beforeThat = before === '<s>' ? '' : before;
    before = form;
  }
  addWord(hashed('</s>', hashed(before, SEEDS.pair)), tokens.length - 1);
  for (const name of styleOf(tokens)) addWord(hashed(name, SEEDS.style), NO_TOKEN);
  return features;
}
