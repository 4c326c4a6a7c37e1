import { graphemesOf } from './graphemes.ts';
import { brokenLimit, type ReplyRule } from './reply-rules.ts';

/** Cuts a long answer into numbered parts, where the platform's users expect it. */

/** More parts than that nobody reads. */
export const MOST_PARTS = 20;

/** Where a text may be cut: before white space. */
function bordersIn(text: string): number[] {
  return [...text.matchAll(/\s+/g)].map(({ index }) => index);
}

/** The last of these cuts by which a piece still fits; cuts ascend, and a longer piece never fits where a shorter does not. */
function lastFitting(cuts: readonly number[], fits: (cut: number) => boolean): number | undefined {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(cuts[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return cuts[low - 1];
}

/** The end of the next piece: at a border of words, or inside a word that is longer than a part. */
function endOf(text: string, fits: (piece: string) => boolean): number {
  if (fits(text)) return text.length;
  const isFitting = (cut: number): boolean => fits(text.slice(0, cut));
  const border = lastFitting(bordersIn(text), isFitting);
  if (border) return border;
  return lastFitting([...graphemesOf(text)].map(({ index }) => index).slice(1), isFitting) ?? 0;
}

/** Cuts a text into at most `count` pieces that fit with their number; undefined when there would be more. */
function pieces(text: string, count: number, rule: ReplyRule): string[] | undefined {
  const found: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const number = found.length + 1;
    if (number > count) return undefined;
    const end = endOf(rest, (piece) => !brokenLimit(numbered(piece, { number, count }), rule));
    if (end === 0) return undefined;
    found.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return found;
}

const numbered = (piece: string, { number, count }: { number: number; count: number }): string =>
  `${piece} (${number}/${count})`;

/**
 * The parts of a text that is too long for a rule, each with its number, `(1/3)`, at its end: cut at borders of words, and
 * inside a word only where it is longer than a part.
 * @returns undefined where the rule takes no parts, or the text needs more than `MOST_PARTS`.
 */
export function partsOf(text: string, rule: ReplyRule): string[] | undefined {
  if (!rule.splits) return undefined;
  for (let count = 2; count <= MOST_PARTS; count++) {
    const found = pieces(text, count, rule);
    if (found?.length === count) return found.map((piece, index) => numbered(piece, { number: index + 1, count }));
  }
  return undefined;
}
