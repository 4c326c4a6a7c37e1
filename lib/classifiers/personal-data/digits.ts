/** Numbers as people write them: groups of digits with something small between. */

/** Digits that stand together. */
export interface DigitGroup {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** What parts it from the group before it; empty for the first of a run. */
  readonly gap: string;
}

/** What may stand between the groups of one number: blanks, dashes, dots, slashes, brackets, and what nobody sees. */
const GAP = /^[\s\p{Pd}\p{Cf}._·()/\\]{1,3}$/u;

const FOREIGN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/gu;

/** Arabic, Persian, Devanagari and full-width digits as 0 to 9. The text keeps its length, so that places stay. */
export function withPlainDigits(text: string): string {
  return text.replace(FOREIGN_DIGIT, (digit) => {
    const code = digit.charCodeAt(0);
    // Only the Devanagari digits begin in the middle of a row of sixteen.
    return String((code & 0xf) - (code >> 4 === 0x96 ? 6 : 0));
  });
}

/** The runs of digit groups in a text. @param text its digits plain */
export function digitRuns(text: string): DigitGroup[][] {
  const runs: DigitGroup[][] = [];
  let end = -1;
  for (const { 0: digits, index: start } of text.matchAll(/\d+/g)) {
    const gap = end < 0 || start - end > 3 ? '' : text.slice(end, start);
    const isNext = gap !== '' && GAP.test(gap);
    const group = { start, end: start + digits.length, digits, gap: isNext ? gap : '' };
    const run = runs.at(-1);
    if (isNext && run) run.push(group);
    else runs.push([group]);
    end = group.end;
  }
  return runs;
}
