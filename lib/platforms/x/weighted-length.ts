import { madeWhenAsked } from '#platforms/made-when-asked.ts';
import { withoutUrls } from './urls.ts';

/**
 * How X counts: twitter-text configuration v3 (X docs, "Counting characters"). Every URL weighs 23, every emoji 2,
 * however many code points it is made of; Latin and most European scripts weigh 1 a code point, the rest 2.
 */

const URL_WEIGHT = 23;
const EMOJI_WEIGHT = 2;
const DEFAULT_WEIGHT = 2;

/** First and last code points of the ranges that weigh 1. */
const LIGHT: readonly (readonly [first: number, last: number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];

/** Emoji as Unicode recommends them for interchange, and keycaps without the variation selector, which X counts too. */
const emoji = madeWhenAsked(() => /\p{RGI_Emoji}|[0-9#*]\u{20e3}/gv);

/** The weighted length of a post's text, after normalisation to NFC. */
export function weightedLength(text: string): number {
  const { rest, urls } = withoutUrls(text.normalize('NFC'));
  let weight = urls * URL_WEIGHT;
  const plain = rest.replace(emoji(), () => {
    weight += EMOJI_WEIGHT;
    return '';
  });
  for (const character of plain) weight += weightOf(character);
  return weight;
}

function weightOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  return LIGHT.some(([first, last]) => point >= first && point <= last) ? 1 : DEFAULT_WEIGHT;
}
