import type { PersonalDatum } from '#classifiers/personal-data/finding.ts';
import { masked } from '#classifiers/personal-data/masked.ts';
import { personalDataIn } from '#classifiers/personal-data/personal-data.ts';
import { regionsOf } from '#classifiers/personal-data/regions.ts';

/** What is shown to whoever asks: words lose their personal data unless it was asked for and may be seen. */

/** What one answer may show. */
export interface Sight {
  readonly personalData: boolean;
}

/** What an answer shows when no more was asked for. */
export const DISCREET: Sight = { personalData: false };

/** What of these words must not be seen. @param language BCP 47 of the words, if known */
export function hiddenIn(text: string, { personalData }: Sight, language?: string): PersonalDatum[] {
  return personalData ? [] : personalDataIn(text, regionsOf(language));
}

/** Words as they may be seen. */
export function shown(text: string, sight: Sight, language?: string): string {
  return masked(text, hiddenIn(text, sight, language));
}
