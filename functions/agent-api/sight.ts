import { customerIn } from '#classifiers/personal-data/customer.ts';
import type { Hidden } from '#classifiers/personal-data/finding.ts';
import { joined } from '#classifiers/personal-data/joined.ts';
import { masked } from '#classifiers/personal-data/masked.ts';
import { personalDataIn } from '#classifiers/personal-data/personal-data.ts';
import { regionsOf } from '#classifiers/personal-data/regions.ts';
import type { Author } from '#domain/message.ts';

/** What is shown to whoever asks: words lose their personal data unless it was asked for and may be seen. */

/** What one answer may show. */
export interface Sight {
  readonly personalData: boolean;
  /** Customers who must not be recognised. */
  readonly unnamed: readonly Author[];
  /** Whether files may be looked at: what they show can't be masked. */
  readonly files: boolean;
}

/** What an answer shows when no more was asked for. */
export const DISCREET: Sight = { personalData: false, unnamed: [], files: false };

/** What of these words must not be seen. @param language BCP 47 of the words, if known */
export function hiddenIn(text: string, { personalData, unnamed }: Sight, language?: string): Hidden[] {
  const told: readonly Hidden[] = personalData ? [] : personalDataIn(text, regionsOf(language));
  return joined([...told, ...customerIn(text, unnamed)]);
}

/** Words as they may be seen. */
export function shown(text: string, sight: Sight, language?: string): string {
  return masked(text, hiddenIn(text, sight, language));
}
