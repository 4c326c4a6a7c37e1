import { hashed, hashedUnit, lexiconHash, mixed, SEEDS } from './hash.ts';
import type { Token } from './tokens.ts';

/**
 * What word lists say of a message: sums, peaks and turns of mood, and hits for each topic. A list that was made by
 * people carries over to texts that no training has seen, which learned weights do less well.
 */

/** One language's lists, by `lexiconHash` of a word or of up to three words. */
export interface Lexicon {
  /** Words that deny what follows. */
  readonly negations: ReadonlySet<number>;
  /** Lists of mood, -4 (worst) to 4 (best), each a channel of its own. */
  readonly moods: readonly ReadonlyMap<number, number>[];
  /** Topics: hashes to pairs of topic and strength. */
  readonly topics: ReadonlyMap<number, readonly (readonly [topic: number, strength: number])[]>;
}

export const MOOD_CHANNELS = 3;
export const MOOD_SIGNALS = 12;

/** How many words a negation reaches. */
const REACH = 4;
const MOST_WORDS = 3;
const DENIED = -0.7;
const STRESSED = 1.3;

/** For each token, whether a negation before it in the same clause reaches it. */
export function deniedIn(tokens: readonly Token[], negations: ReadonlySet<number>): boolean[] {
  let left = 0;
  return tokens.map(({ kind, form }) => {
    if (kind === 'mark') left = 0;
    const isDenied = left > 0 && kind === 'word';
    if (isDenied) left -= 1;
    if (kind === 'word' && negations.has(lexiconHash(form))) left = REACH;
    return isDenied;
  });
}

const BLANK = ' '.charCodeAt(0);

/** The hash of the one, two and three words that begin at each token, as `lexiconHash` has it of the joined words. */
export function phrasesOf(tokens: readonly Token[]): readonly (readonly number[])[] {
  return tokens.map((_, at) => {
    const phrases: number[] = [];
    const end = Math.min(tokens.length, at + MOST_WORDS);
    let hash: number = SEEDS.word;
    for (let next = at; next < end; next++) {
      hash = hashed(tokens[next]?.form ?? '', next === at ? hash : hashedUnit(BLANK, hash));
      phrases.push(mixed(hash));
    }
    return phrases;
  });
}

/** How many words the longest phrase at a place has that a list knows; 0 when it knows none. */
function wordsFound(list: ReadonlyMap<number, number>, phrases: readonly number[]): number {
  let words = phrases.length;
  while (words > 0 && !list.has(phrases[words - 1] as number)) words--;
  return words;
}

interface Read {
  readonly tokens: readonly Token[];
  readonly denied: readonly boolean[];
  readonly phrases: readonly (readonly number[])[];
}

/** The moods that a list finds, in order: each with its strength and whether it stands in the later half. */
function hitsOf(
  list: ReadonlyMap<number, number>,
  { tokens, denied, phrases }: Read,
): { mood: number; isLate: boolean }[] {
  const hits: { mood: number; isLate: boolean }[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const begun = phrases[at] as readonly number[];
    const words = wordsFound(list, begun);
    if (words === 0) continue;
    const { isLoud, isLong } = tokens[at] as Token;
    const value = list.get(begun[words - 1] as number) as number;
    const mood = value * (denied[at] ? DENIED : 1) * (isLoud || isLong ? STRESSED : 1);
    hits.push({ mood, isLate: at > tokens.length / 2 });
    at += words - 1;
  }
  return hits;
}

const squashed = (sum: number): number => sum / Math.sqrt(sum * sum + 10);

/** Twelve signals of one list, each about -1 to 1. */
function moodSignals(list: ReadonlyMap<number, number>, read: Read): number[] {
  const hits = hitsOf(list, read);
  let [up, down, lateUp, lateDown, highest, lowest] = [0, 0, 0, 0, 0, 0];
  for (const { mood, isLate } of hits) {
    if (mood > 0) up += mood;
    else down -= mood;
    if (isLate && mood > 0) lateUp += mood;
    if (isLate && mood < 0) lateDown -= mood;
    highest = Math.max(highest, mood);
    lowest = Math.max(lowest, -mood);
  }
  const balance = up - down;
  return [
    squashed(up),
    squashed(down),
    highest / 4,
    lowest / 4,
    squashed(lateUp),
    squashed(lateDown),
    (hits.at(-1)?.mood ?? 0) / 4,
    (hits[0]?.mood ?? 0) / 4,
    squashed(balance),
    Math.min(up, down) / 4,
    Math.min(1, hits.length / 6),
    hits.length > 0 ? balance / hits.length / 3 : 0,
  ];
}

function addTopics(found: readonly (readonly [topic: number, strength: number])[], signals: Float32Array): void {
  for (const [topic, strength] of found) {
    const at = MOOD_CHANNELS * MOOD_SIGNALS + topic;
    signals[at] = (signals[at] as number) + strength;
  }
}

/**
 * All signals of a message: the moods of each channel, then one a topic.
 * @param topicCount how many topics there are.
 */
export function lexiconSignals(lexicon: Lexicon, read: Read, topicCount: number): Float32Array {
  const signals = new Float32Array(MOOD_CHANNELS * MOOD_SIGNALS + topicCount);
  lexicon.moods.forEach((list, channel) => {
    if (list.size > 0) signals.set(moodSignals(list, read), channel * MOOD_SIGNALS);
  });
  for (const phrases of read.phrases) {
    for (const phrase of phrases) {
      const topics = lexicon.topics.get(phrase);
      if (topics) addTopics(topics, signals);
    }
  }
  for (let at = MOOD_CHANNELS * MOOD_SIGNALS; at < signals.length; at++)
    signals[at] = squashed((signals[at] as number) / 2);
  return signals;
}
