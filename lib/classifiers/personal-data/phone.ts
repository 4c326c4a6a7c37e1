import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { DigitGroup } from './digits.ts';
import type { PersonalDatum } from './finding.ts';
import { isEmbedded, saidToBe } from './phone-context.ts';
import { isDate, writtenLike } from './phone-shape.ts';
import type { Region } from './regions.ts';

/**
 * Telephone numbers. The world's metadata says what could be one, which is also true of most order numbers: a number
 * must besides be written internationally, be called a telephone by the words around it, or look like nothing else.
 */

/** A text with its digits plain, and where its national numbers may be from. */
export interface Reading {
  readonly text: string;
  readonly regions: readonly Region[];
}

interface Candidate extends Reading {
  readonly groups: readonly DigitGroup[];
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

const SHORTEST = 7;
const LONGEST = 17;
const LONGEST_NATIONAL = 12;
/** `+33 6 12 34 56 78` has six. */
const MOST_GROUPS = 7;

const digitsOf = (groups: readonly DigitGroup[]): string => groups.map(({ digits }) => digits).join('');

function parse(number: string, region?: Region) {
  return region ? parsePhoneNumberFromString(number, region) : parsePhoneNumberFromString(number);
}

/** Written for callers from anywhere: `+44 ...`. Numbers for films and books are possible and not valid. */
function isInternational({ text, start, digits }: Candidate): boolean {
  const isAfterPlus = /(?:^|[^\p{L}\p{N}])\+\(?$/u.test(text.slice(Math.max(0, start - 3), start));
  return isAfterPlus && digits.length > SHORTEST && parse(`+${digits}`)?.isPossible() === true;
}

/** `0044 ...`, which order numbers that are filled up with zeros look like. */
const isAbroad = ({ digits, groups }: Candidate): boolean =>
  /^00[1-9]/.test(digits) && groups.length > 1 && parse(`+${digits.slice(2)}`)?.isPossible() === true;

/** A neighbour's number without its area, which metadata knows nothing of. */
const LOCAL = /^\d{3} ?\d{4}$/;

/** Called a telephone, and as long as one is somewhere. */
function isCalledPhone({ groups, digits, regions }: Candidate): boolean {
  if (LOCAL.test(groups.map((group) => group.digits).join(' '))) return true;
  return regions.some((region) => parse(digits, region)?.isPossible() === true);
}

/** Numbers for films and books begin like this, and metadata leaves them out. */
const BRITISH_MOBILE = /^07\d{9}$/;

/** Looks like a telephone number of a region and like nothing else. */
function isWrittenLikePhone({ text, groups, digits, regions }: Candidate): boolean {
  const like = writtenLike(text, groups, regions);
  if (BRITISH_MOBILE.test(digits) && like.includes('GB')) return true;
  return like.some((region) => parse(digits, region)?.isValid() === true);
}

/** @param isWhole nothing of the run is left over */
function isPhone(candidate: Candidate, isWhole: boolean): boolean {
  const { text, start, end, groups } = candidate;
  if (isInternational(candidate)) return true;
  if (isDate(groups) || isEmbedded(text, start, end)) return false;
  const said = saidToBe(text, start, end);
  if (said === 'thing') return false;
  if (isAbroad(candidate)) return isWhole || said === 'phone';
  if (candidate.digits.length > LONGEST_NATIONAL) return false;
  return said === 'phone' ? isCalledPhone(candidate) : isWhole && isWrittenLikePhone(candidate);
}

/** Whether another number may begin with this group: none of ours goes on over a line or a slash between blanks. */
const mayBegin = ({ digits, gap }: DigitGroup): boolean => digits.startsWith('0') || /[(\n\r]|\s\/\s/.test(gap);

interface Found {
  readonly end: number;
  /** How many groups it takes. */
  readonly size: number;
}

/** The number that begins with a group; the longest counts. @param isFirst nothing of the run stands unread before it */
function phoneFrom(run: readonly DigitGroup[], isFirst: boolean, reading: Reading): Found | undefined {
  const start = run[0]?.start ?? 0;
  for (let size = Math.min(run.length, MOST_GROUPS); size > 0; size--) {
    const groups = run.slice(0, size);
    const digits = digitsOf(groups);
    if (digits.length < SHORTEST) return undefined;
    const next = run[size];
    const isWhole = isFirst && (next === undefined || mayBegin(next));
    const end = groups.at(-1)?.end ?? start;
    if (digits.length <= LONGEST && isPhone({ ...reading, groups, digits, start, end }, isWhole)) return { end, size };
  }
  return undefined;
}

/** A plus belongs to the number, and so does a bracket that closes within it. */
function startOf(text: string, start: number, end: number): number {
  const isClosed = text.slice(start, end).includes(')');
  const lead = (isClosed ? /\+?\(?\+?$/ : /\+$/).exec(text.slice(Math.max(0, start - 3), start));
  return start - (lead?.[0].length ?? 0);
}

/** Every telephone number in a run of digits. */
export function phonesIn(run: readonly DigitGroup[], reading: Reading): PersonalDatum[] {
  const found: PersonalDatum[] = [];
  let isFirst = true;
  for (let place = 0; place < run.length; ) {
    const group = run[place];
    const begins: boolean = group !== undefined && (isFirst || mayBegin(group));
    const phone: Found | undefined = begins
      ? phoneFrom(run.slice(place, place + MOST_GROUPS + 1), isFirst, reading)
      : undefined;
    if (group && phone) found.push({ kind: 'phone', span: [startOf(reading.text, group.start, phone.end), phone.end] });
    place += phone?.size ?? 1;
    const next = run[place];
    isFirst = phone !== undefined || (next !== undefined && /[\n\r]/.test(next.gap));
  }
  return found;
}
