import { graphemesOf } from './graphemes.ts';
import { brokenLimit, type ReplyRule } from './reply-rules.ts';

/** Cuts a long answer into numbered parts, where the platform's users expect it. */

/** More parts than that nobody reads. */
export const MOST_PARTS = 20;

/** A text as what people take for characters; the places in it are counted in them. */
interface Characters {
  readonly text: string;
  /** Where each begins, and last where the text ends. */
  readonly starts: readonly number[];
  /** White space, and nothing on it: an accent may stand on a space. */
  readonly isBlank: readonly boolean[];
}

function charactersOf(text: string): Characters {
  const all = [...graphemesOf(text)];
  const starts = [...all.map(({ index }) => index), text.length];
  return { text, starts, isBlank: all.map(({ segment }) => /^\s+$/.test(segment)) };
}

const sliceOf = ({ text, starts }: Characters, from: number, to: number): string =>
  text.slice(starts[from], starts[to]);

function afterBlanks({ isBlank }: Characters, from: number): number {
  let at = from;
  while (isBlank[at]) at++;
  return at;
}

/** Where the last word ends; a word ends before white space. */
const endOfWords = ({ isBlank }: Characters): number => isBlank.lastIndexOf(false) + 1;

/** Everywhere that a piece which begins here may end: after a word, or after any character. */
function endsAfter(characters: Characters, from: number): { words: number[]; any: number[] } {
  const { isBlank } = characters;
  const any = Array.from({ length: endOfWords(characters) - from }, (_, index) => from + index + 1);
  return { any, words: any.filter((end) => !isBlank[end - 1] && isBlank[end] !== false) };
}

/** The last of these ends by which a piece still fits; ends ascend, and a longer piece never fits where a shorter does not. */
function lastFitting(ends: readonly number[], fits: (end: number) => boolean): number | undefined {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(ends[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return ends[low - 1];
}

/** Cuts a text into at most `count` pieces that fit with their number; undefined when there would be more. */
function pieces(characters: Characters, count: number, rule: ReplyRule): string[] | undefined {
  const found: string[] = [];
  const last = endOfWords(characters);
  for (let from = afterBlanks(characters, 0); from < last; ) {
    const number = found.length + 1;
    if (number > count) return undefined;
    const fits = (end: number): boolean =>
      !brokenLimit(numbered(sliceOf(characters, from, end), { number, count }), rule);
    const { words, any } = endsAfter(characters, from);
    const end = lastFitting(words, fits) ?? lastFitting(any, fits);
    if (end === undefined) return undefined;
    found.push(sliceOf(characters, from, end));
    from = afterBlanks(characters, end);
  }
  return found;
}

const numbered = (piece: string, { number, count }: { number: number; count: number }): string =>
  `${piece} (${number}/${count})`;

/**
 * The parts of a text that is too long for a rule, each with its number, `(1/3)`, at its end: cut at borders of words, inside a
 * word only where it is longer than a part, and never inside what people take for one character.
 * @returns undefined where the rule takes no parts, or the text needs more than `MOST_PARTS`.
 */
export function partsOf(text: string, rule: ReplyRule): string[] | undefined {
  if (!rule.splits) return undefined;
  const characters = charactersOf(text);
  for (let count = 2; count <= MOST_PARTS; count++) {
    const found = pieces(characters, count, rule);
    if (found?.length === count) return found.map((piece, index) => numbered(piece, { number: index + 1, count }));
  }
  return undefined;
}
