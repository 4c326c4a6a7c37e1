import { readLanguages } from '#classifiers/comprehend/answers.ts';
import { inBatches, type Placed } from '#classifiers/comprehend/batches.ts';
import { type Comprehend, fitting, languageCode } from '#classifiers/comprehend/requests.ts';
import type { Classification } from '#domain/classification.ts';
import type { Judged, Silence } from '#domain/opinion.ts';

/** Every text with its language, which Comprehend must be told to tell the sentiment. It is asked where nobody knows. */

/** A text and what is known of its language. */
export interface Known extends Placed {
  /** As Comprehend writes it; absent when nobody can tell. */
  readonly code: string | undefined;
  /** When Comprehend itself told it. */
  readonly told?: Classification['language'];
  /** Why Comprehend did not tell it. */
  readonly silence?: Silence;
}

/** A message and its words as they may be sent. */
export interface Asking {
  readonly judged: Judged;
  readonly words: string;
}

/** From this confidence on the embedded classifier's word on the language counts. */
const KNOWN_FROM = 0.8;

/** The language by the platform, or else by the embedded classifier when it is sure. */
export function knownLanguage({ language, classification }: Judged): string | undefined {
  const own = classification.language;
  return languageCode(language) ?? (own && own.confidence >= KNOWN_FROM ? languageCode(own.label) : undefined);
}

/** Finds the languages, with one call for every 25 texts of which nobody knows it. */
export async function withLanguages(comprehend: Comprehend, asked: readonly Asking[]): Promise<Known[]> {
  const known = asked.map(
    ({ judged, words }, at): Known => ({ at, text: fitting(words), code: knownLanguage(judged) }),
  );
  const detected = await inBatches(
    known.filter(({ code }) => code === undefined),
    async (texts) => readLanguages(await comprehend.languages(texts), texts.length),
  );
  return known.map((each) => {
    const told = detected.get(each.at);
    if (told === undefined) return each;
    return typeof told === 'string' ? { ...each, silence: told } : { ...each, told, code: languageCode(told.label) };
  });
}
