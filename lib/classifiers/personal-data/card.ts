import type { DigitGroup } from './digits.ts';
import type { PersonalDatum } from './finding.ts';

/** Payment cards: an issuer's prefix, a length that issuer uses, and the Luhn digit. */

/** An issuer's lowest and highest prefix, of as many digits each, and its shortest and longest number. */
type Issuer = readonly [from: number, to: number, shortest: number, longest: number];

/** By ISO/IEC 7812: American Express, Diners, JCB, Visa, Mastercard, Maestro, Discover, UnionPay, RuPay, Mir, Troy. */
const ISSUERS: readonly Issuer[] = [
  [34, 34, 15, 15],
  [37, 37, 15, 15],
  [300, 305, 14, 19],
  [3095, 3095, 14, 19],
  [36, 36, 14, 19],
  [38, 39, 14, 19],
  [3528, 3589, 16, 19],
  [4, 4, 13, 13],
  [4, 4, 16, 16],
  [4, 4, 19, 19],
  [51, 55, 16, 16],
  [2221, 2720, 16, 16],
  [50, 50, 13, 19],
  [56, 58, 13, 19],
  [6304, 6304, 13, 19],
  [6759, 6763, 13, 19],
  [6011, 6011, 16, 19],
  [644, 649, 16, 19],
  [65, 65, 16, 19],
  [62, 62, 16, 19],
  [81, 82, 16, 19],
  [2200, 2204, 16, 16],
  [60, 60, 16, 16],
  [9792, 9792, 16, 16],
];

const SHORTEST = 13;
const LONGEST = 19;

function hasIssuer(digits: string): boolean {
  return ISSUERS.some(([from, to, shortest, longest]) => {
    if (digits.length < shortest || digits.length > longest) return false;
    const prefix = Number(digits.slice(0, String(from).length));
    return prefix >= from && prefix <= to;
  });
}

/** Whether the last digit is the check digit of the others (ISO/IEC 7812-1). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const weighed = place % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** Unbroken, in fours, or as American Express and Diners print it. */
const AS_PRINTED = /^(?:\d+|(?:\d{4} )+\d{1,4}|\d{4} \d{6} \d{4,5})$/;

/** A number of several groups begins and ends at a blank, or is written as on the card: half an order number is no card. */
function standsAlone(run: readonly DigitGroup[], first: number, last: number): boolean {
  const isEdge = (group: DigitGroup | undefined) => group === undefined || group.gap === '' || /\s/.test(group.gap);
  const written = run.slice(first, last + 1).map(({ digits }) => digits);
  return (isEdge(run[first]) && isEdge(run[last + 1])) || AS_PRINTED.test(written.join(' '));
}

/** The cards that begin with one group of a run, whatever comes after them. */
function cardsFrom(run: readonly DigitGroup[], first: number): PersonalDatum[] {
  const found: PersonalDatum[] = [];
  let digits = '';
  for (let last = first; last < run.length && digits.length < LONGEST; last++) {
    digits += run[last]?.digits ?? '';
    const isCard = digits.length >= SHORTEST && hasIssuer(digits) && passesLuhn(digits);
    if (isCard && standsAlone(run, first, last)) {
      found.push({ kind: 'card', span: [run[first]?.start ?? 0, run[last]?.end ?? 0] });
    }
  }
  return found;
}

/**
 * Every card in a run, also where other numbers stand beside it, such as its date. One number in forty that could be a
 * card by its length passes by chance: better a number hidden that is none than a card shown.
 */
export function cardsIn(run: readonly DigitGroup[]): PersonalDatum[] {
  return run.flatMap((_, first) => cardsFrom(run, first));
}
