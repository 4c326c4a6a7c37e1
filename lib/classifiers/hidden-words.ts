import { personalDataIn } from '#classifiers/personal-data/personal-data.ts';
import { regionsOf } from '#classifiers/personal-data/regions.ts';
import type { Span } from '#domain/classification.ts';
import type { Judged } from '#domain/opinion.ts';

/** Every place to strike out: a flag points at a few of them only. */
function placesIn({ text, language, classification }: Judged): Span[] {
  const flagged = classification.flags.filter(({ label }) => label === 'personal_data');
  const regions = regionsOf(language ?? classification.language?.label);
  return [...personalDataIn(text, regions).map(({ span }) => span), ...flagged.flatMap(({ evidence }) => evidence)];
}

/**
 * A message's words as they may leave the account: the personal data in them is struck out, character by character, so
 * that evidence in what remains points to the same places.
 */
export function hiddenWords(judged: Judged): string {
  const strike = (words: string, [start, end]: Span) =>
    words.slice(0, start) + '*'.repeat(end - start) + words.slice(end);
  return placesIn(judged).reduce(strike, judged.text);
}
