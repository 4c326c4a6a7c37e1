import type { DigitGroup } from './digits.ts';
import { ANYWHERE, type Region } from './regions.ts';

/** How telephone numbers are written, where no word says that a number is one. */

interface Shape {
  readonly regions: readonly Region[];
  /** The groups, a blank between them, brackets kept. */
  readonly pattern: RegExp;
}

const NORTH_AMERICA: Shape = {
  regions: ['US', 'CA'],
  pattern: /^(?:1 ?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2} )[2-9]\d{2} \d{4}$/,
};

/** A national prefix of zero, in two groups or more. */
const WITH_ZERO: Shape = {
  regions: ['GB', 'FR', 'DE', 'AT', 'CH', 'BE', 'NL', 'IT', 'AU', 'AR', 'SA', 'AE', 'EG', 'IN'],
  pattern: /^(?=(?:\D*\d){9,12}$)\(?0[1-9]\d{0,4}\)? ?\d{2,8}(?: \d{2,4}){0,3}$/,
};

/** Mobile numbers that people write in one piece or with one blank; the prefix alone gives them away. */
const MOBILE: readonly Shape[] = [
  { regions: ['GB'], pattern: /^07\d{3} ?\d{3} ?\d{3}$/ },
  { regions: ['FR'], pattern: /^0[67]\d{8}$/ },
  { regions: ['DE'], pattern: /^01[5-7]\d{8,9}$/ },
  { regions: ['AU'], pattern: /^04\d{8}$/ },
  { regions: ['SA', 'AE'], pattern: /^05\d{8}$/ },
  { regions: ['EG'], pattern: /^01[0125]\d{8}$/ },
];

/** Countries without a national prefix: only where the language points there, as any number of nine digits fits. */
const WITHOUT_PREFIX: readonly Shape[] = [
  { regions: ['ES'], pattern: /^[6-9]\d{2} (?:\d{3} \d{3}|\d{2} \d{2} \d{2})$/ },
  { regions: ['PT'], pattern: /^9[1236]\d? ?\d{3} \d{3,4}$/ },
  { regions: ['IT'], pattern: /^3\d{2} (?:\d{6,7}|\d{3} \d{3,4}|\d{2} \d{2} \d{3})$/ },
  { regions: ['IN'], pattern: /^[6-9]\d{4} \d{5}$/ },
  { regions: ['MX'], pattern: /^\d{2} \d{4} \d{4}$/ },
];
const BRAZIL: Shape = { regions: ['BR'], pattern: /^\(\d{2}\) ?9?\d{4} \d{4}$/ };

/** The groups as the patterns above see them; undefined when something else than blanks, dashes and dots parts them. */
function writtenAs(text: string, [first, ...others]: readonly DigitGroup[]): string | undefined {
  if (!first || others.some(({ gap }) => /[\n\r\\_]/.test(gap))) return undefined;
  const parts = others.map(
    ({ gap, digits }) =>
      gap
        .replace(/[^()]+/g, ' ')
        .replace(') ', ')')
        .replace(' (', '(') + digits,
  );
  return (text[first.start - 1] === '(' ? '(' : '') + first.digits + parts.join('');
}

/** The regions among those given in whose style a number is written. */
export function writtenLike(text: string, groups: readonly DigitGroup[], regions: readonly Region[]): Region[] {
  const written = writtenAs(text, groups);
  if (written === undefined) return [];
  const isTelling = regions !== ANYWHERE && !groups.some(({ gap }) => gap.includes('.'));
  const shapes = [NORTH_AMERICA, WITH_ZERO, BRAZIL, ...MOBILE, ...(isTelling ? WITHOUT_PREFIX : [])];
  const fitting = shapes.filter(({ pattern }) => pattern.test(written)).flatMap((shape) => shape.regions);
  return regions.filter((region) => fitting.includes(region));
}

const [DAYS, MONTHS] = [31, 12];
const isDay = (value: number) => value >= 1 && value <= DAYS;
const isMonth = (value: number) => value >= 1 && value <= MONTHS;
const isYear = (value: string) => /^(?:19|20)\d{2}$/.test(value);

/** Whether groups tell a date, in any order of day, month and year, or without blanks with the year first. */
export function isDate(groups: readonly DigitGroup[]): boolean {
  const [first = '', second = '', third = '', ...more] = groups.map(({ digits }) => digits);
  if (groups.length === 1)
    return first.length === 8 && /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(first);
  if (more.some((digits) => digits.length > 2)) return false;
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (isYear(first)) return isMonth(b) && (third === '' || isDay(c));
  const isYearLast = isYear(third) || (third.length === 2 && more.length === 0);
  return isYearLast && ((isDay(a) && isMonth(b)) || (isMonth(a) && isDay(b)));
}
