import { cardsIn } from './card.ts';
import { type DigitGroup, digitRuns, withPlainDigits } from './digits.ts';
import { emailsIn } from './email.ts';
import type { PersonalDatum } from './finding.ts';
import { ibansIn } from './iban.ts';
import { joined } from './joined.ts';
import { phonesIn } from './phone.ts';
import { ANYWHERE, type Region } from './regions.ts';

/** Personal data in what customers write: e-mail, telephone, card, bank account. */

/** Fewer digits in all than any of these numbers has. */
const FEWEST_DIGITS = 7;

const hasDigits = (text: string): boolean => {
  let count = 0;
  for (let place = 0; place < text.length && count < FEWEST_DIGITS; place++) {
    const code = text.charCodeAt(place);
    if (code >= 48 && code <= 57) count++;
  }
  return count >= FEWEST_DIGITS;
};

/** What is left of a run beside findings: a telephone number may stand right after a card. */
function leftOf(run: readonly DigitGroup[], taken: readonly PersonalDatum[]): DigitGroup[][] {
  const left: DigitGroup[][] = [[]];
  for (const group of run) {
    if (taken.some(({ span: [start, end] }) => group.start < end && group.end > start)) left.push([]);
    else left.at(-1)?.push(group);
  }
  return left;
}

function numbersIn(text: string, regions: readonly Region[]): PersonalDatum[] {
  const plain = withPlainDigits(text);
  if (!hasDigits(plain)) return [];
  const runs = digitRuns(plain);
  const certain = [...ibansIn(plain), ...runs.flatMap(cardsIn)];
  const rest = certain.length > 0 ? runs.flatMap((run) => leftOf(run, certain)) : runs;
  return [...certain, ...rest.flatMap((run) => phonesIn(run, { text: plain, regions }))];
}

/**
 * Finds personal data, in the order of the text and without overlaps.
 * @param regions where a telephone number without a country may be from; see `regionsOf`
 */
export function personalDataIn(text: string, regions: readonly Region[] = ANYWHERE): PersonalDatum[] {
  const emails = text.includes('@') ? emailsIn(text) : [];
  return joined([...emails, ...numbersIn(text, regions)]);
}
