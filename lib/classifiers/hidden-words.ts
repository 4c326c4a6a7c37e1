import type { Judged } from '#domain/opinion.ts';

/**
 * A message's words as they may leave the account: the personal data that was found in them is struck out, character by
 * character, so that evidence in what remains points to the same places.
 */
export function hiddenWords({ text, classification }: Judged): string {
  const found = classification.flags.filter(({ label }) => label === 'personal_data');
  return found
    .flatMap(({ evidence }) => evidence)
    .reduce((hidden, [start, end]) => hidden.slice(0, start) + '*'.repeat(end - start) + hidden.slice(end), text);
}
