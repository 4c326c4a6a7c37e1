import type { PersonalDatum } from './finding.ts';

/** Bank accounts: a country's length and the remainder by 97 (ISO 13616). */

/** How long an IBAN is, by country. */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    15: 'NO',
    16: 'BE',
    18: 'DK FI FO GL NL SD FK',
    19: 'MK SI',
    20: 'AT BA EE KZ LT LU MN XK',
    21: 'CH HR LI LV',
    22: 'BG BH CR DE GB GE IE ME RS VA',
    23: 'AE GI IL IQ OM SO TL',
    24: 'AD CZ ES MD PK RO SA SE SK TN VG',
    25: 'AO CV LY MZ PT ST GW',
    26: 'DZ IR IS TR',
    27: 'BI CF CG CM DJ FR GR IT MC MG MR SM GA GQ KM TD',
    28: 'AL AZ BF BJ BY CI CY DO GT HN HU LB MA ML NE NI PL SN SV TG',
    29: 'BR EG PS QA UA',
    30: 'JO KW MU YE',
    31: 'MT SC',
    32: 'LC',
    33: 'RU',
  }).flatMap(([length, countries]) => countries.split(' ').map((country) => [country, Number(length)] as const)),
);

const BEGINNING = /(?<![\p{L}\p{N}])[A-Z]{2} ?\d{2}/giu;
const PART = /[A-Z0-9]+/giy;
const GAP = /[\s\p{Pd}.]{1,2}/uy;

interface Written {
  readonly code: string;
  readonly end: number;
  /** How many characters stand between two gaps, from the third character of the code on. */
  readonly parts: readonly number[];
}

const at = (pattern: RegExp, text: string, index: number): string => {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0] ?? '';
};

/** Reads `length` letters and digits, with gaps between; undefined when there are fewer. */
function read(text: string, start: number, length: number): Written | undefined {
  let code = '';
  const parts: number[] = [];
  let place = start;
  while (code.length < length) {
    const part = at(PART, text, place).slice(0, length - code.length);
    if (part === '') return undefined;
    code += part;
    parts.push(part.length);
    place += part.length;
    if (code.length < length) place += at(GAP, text, place).length;
  }
  return { code: code.toUpperCase(), end: place, parts };
}

/** In one piece, in fours, or all digits after the country: words of a sentence are none of these. */
function isOrderly({ code, parts }: Written): boolean {
  const inFours = parts.every((part, index) => part === 4 || (index === parts.length - 1 && part < 4));
  return parts.length === 1 || inFours || /^\d+$/.test(code.slice(2));
}

/** The remainder by 97 with letters as numbers from 10 on, digit by digit: the whole would not fit a number. */
function hasCheckDigits(code: string): boolean {
  let rest = 0;
  for (const character of code.slice(4) + code.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Every IBAN in a text. @param text its digits plain */
export function ibansIn(text: string): PersonalDatum[] {
  return [...text.matchAll(BEGINNING)].flatMap(({ 0: beginning, index: start }): PersonalDatum[] => {
    const length = LENGTHS.get(beginning.slice(0, 2).toUpperCase());
    const written = length === undefined ? undefined : read(text, start, length);
    if (!written || !isOrderly(written) || !hasCheckDigits(written.code)) return [];
    return [{ kind: 'iban', span: [start, written.end] }];
  });
}
