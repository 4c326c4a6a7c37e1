import { lexiconHash } from './hash.ts';
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

/** The hash of the one, two and three words that begin at each token. */
export function phrasesOf(tokens: readonly Token[]): readonly (readonly number[])[] {
  return tokens.map(({ form }, at) => {
    const two = tokens[at + 1] && `${form} ${tokens[at + 1]?.form}`;
    const three = two && tokens[at + 2] && `${two} ${tokens[at + 2]?.form}`;
    return [form, two, three].flatMap((words) => (words ? lexiconHash(words) : []));
  });
}

/** The longest phrase at a place that a list knows. */
function found<V>(list: ReadonlyMap<number, V>, phrases: readonly number[]): { value: V; words: number } | undefined {
  for (let words = Math.min(MOST_WORDS, phrases.length); words > 0; words--) {
    const value = list.get(phrases[words - 1] as number);
    if (value !== undefined) return { value, words };
  }
  return undefined;
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
    const hit = found(list, phrases[at] as readonly number[]);
    if (!hit) continue;
    const { isLoud, isLong } = tokens[at] as Token;
    const mood = hit.value * (denied[at] ? DENIED : 1) * (isLoud || isLong ? STRESSED : 1);
    hits.push({ mood, isLate: at > tokens.length / 2 });
    at += hit.words - 1;
  }
  return hits;
}

const squashed = (sum: number): number => sum / Math.sqrt(sum * sum + 10);

/** Twelve signals of one list, each about -1 to 1. */
function moodSignals(list: ReadonlyMap<number, number>, read: Read): number[] {
  const hits = hitsOf(list, read);
  const sum = (wanted: (hit: { mood: number; isLate: boolean }) => boolean): number =>
    hits.reduce((total, hit) => (wanted(hit) ? total + Math.abs(hit.mood) : total), 0);
  const up = sum(({ mood }) => mood > 0);
  const down = sum(({ mood }) => mood < 0);
  const moods = hits.map(({ mood }) => mood);
  const balance = up - down;
  return [
    squashed(up),
    squashed(down),
    Math.max(0, ...moods) / 4,
    Math.max(0, ...moods.map((mood) => -mood)) / 4,
    squashed(sum(({ mood, isLate }) => mood > 0 && isLate)),
    squashed(sum(({ mood, isLate }) => mood < 0 && isLate)),
    (moods.at(-1) ?? 0) / 4,
    (moods[0] ?? 0) / 4,
    squashed(balance),
    Math.min(up, down) / 4,
    Math.min(1, hits.length / 6),
    hits.length > 0 ? balance / hits.length / 3 : 0,
  ];
}

/**
 * All signals of a message: the moods of each channel, then one a topic.
 * @param topics how many topics there are.
 */
export function lexiconSignals(lexicon: Lexicon, read: Read, topics: number): Float32Array {
  const signals = new Float32Array(MOOD_CHANNELS * MOOD_SIGNALS + topics);
  lexicon.moods.forEach((list, channel) => {
    if (list.size > 0) signals.set(moodSignals(list, read), channel * MOOD_SIGNALS);
  });
  for (const phrases of read.phrases) {
    for (const phrase of phrases) {
      for (const [topic, strength] of lexicon.topics.get(phrase) ?? []) {
        const at = MOOD_CHANNELS * MOOD_SIGNALS + topic;
        signals[at] = (signals[at] as number) + strength;
      }
    }
  }
  for (let at = MOOD_CHANNELS * MOOD_SIGNALS; at < signals.length; at++)
    signals[at] = squashed((signals[at] as number) / 2);
  return signals;
}
