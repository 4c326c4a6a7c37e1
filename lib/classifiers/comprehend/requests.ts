/** What Amazon Comprehend is asked: pure, and within its limits. */

/** A document has 5 KB of UTF-8; of a longer one the beginning is judged. */
const MOST_BYTES = 5_000;

/** Languages whose sentiment it tells. */
const SENTIMENT_LANGUAGES = new Set(['ar', 'de', 'en', 'es', 'fr', 'hi', 'it', 'ja', 'ko', 'pt', 'zh', 'zh-TW']);
/** Languages in which it finds personal data. */
const PERSONAL_DATA_LANGUAGES = new Set(['en', 'es']);

/** What may be asked, of texts in one language code where it must be known. @throws {NoOpinionError} without an answer. */
export interface Comprehend {
  /** At most 25 texts. */
  readonly languages: (texts: string[]) => Promise<unknown>;
  /** At most 25 texts. */
  readonly sentiments: (texts: string[], language: string) => Promise<unknown>;
  readonly personalData: (text: string, language: string) => Promise<unknown>;
}

/** `und` and X's own codes (`qme`, `zxx` ...) name no language. */
const isNamed = (tag: string): boolean => !/^(?:und|zxx|mis|mul|q[a-t][a-z])$/.test(tag);

/** A language tag as Comprehend writes it: `pt-BR` is `pt`, and of Chinese it tells the scripts apart. */
export function languageCode(tag: string | undefined): string | undefined {
  const [primary = '', ...rest] = (tag ?? '').split(/[-_]/);
  const language = primary.toLowerCase();
  if (language === '' || !isNamed(language)) return undefined;
  const isTraditional = language === 'zh' && rest.some((part) => /^(?:hant|tw|hk|mo)$/i.test(part));
  return isTraditional ? 'zh-TW' : language;
}

export const tellsSentiment = (code: string | undefined): code is string =>
  code !== undefined && SENTIMENT_LANGUAGES.has(code);

export const findsPersonalData = (code: string | undefined): code is string =>
  code !== undefined && PERSONAL_DATA_LANGUAGES.has(code);

/** The beginning of a text that fits a document, cut between characters. */
export function fitting(text: string): string {
  const whole = text.toWellFormed();
  if (Buffer.byteLength(whole) <= MOST_BYTES) return whole;
  let bytes = 0;
  let end = 0;
  for (const character of whole) {
    bytes += Buffer.byteLength(character);
    if (bytes > MOST_BYTES) break;
    end += character.length;
  }
  return whole.slice(0, end);
}

/** What a text costs at one operation: characters in hundreds, three hundred at least. */
export function billedCharacters(text: string): number {
  return Math.max(300, Math.ceil(text.length / 100) * 100);
}
