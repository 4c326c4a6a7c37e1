import type { Classification } from '#domain/classification.ts';

/** In which language a message is written: the platform's word, then the script, then a detector. */

export type Language = NonNullable<Classification['language']>;

/** Guesses a language from letters. @returns BCP 47 and how sure, undefined when it cannot tell. */
export type DetectLanguage = (
  text: string,
) => Promise<{ readonly language: string; readonly confidence: number } | undefined>;

/** Scripts that one language mostly writes on social media; Han and Cyrillic are left to the detector. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Bengali}/gu, 'bn'],
  [/\p{Script=Tamil}/gu, 'ta'],
  [/\p{Script=Telugu}/gu, 'te'],
];

const NOT_ASCII = /[^\0-\x7F]/;
const LETTERS = /\p{L}/gu;
const UNKNOWN: Language = { label: 'und', confidence: 0, source: 'detector' };
/** X says `und` (and for its own kinds of posts `qme`, `zxx` and the like) where it cannot tell. */
const NO_LANGUAGE = /^(?:und|zxx|mul|mis|q[a-t][a-z])(?:-|$)/i;
const LEAST_SHARE = 0.4;

/** The language that the platform names; undefined when it names none. */
export function platformLanguageOf(named: string | undefined): Language | undefined {
  return named && !NO_LANGUAGE.test(named) ? { label: named, confidence: 1, source: 'platform' } : undefined;
}

/** The language that the script tells; undefined when several languages share it. */
export function scriptOf(text: string): Language | undefined {
  if (!NOT_ASCII.test(text)) return undefined;
  const letters = text.match(LETTERS)?.length ?? 0;
  for (const [script, label] of SCRIPTS) {
    const share = (text.match(script)?.length ?? 0) / Math.max(1, letters);
    if (share >= LEAST_SHARE) return { label, confidence: Math.min(1, share), source: 'script' };
  }
  return undefined;
}

/** The language that a detector guesses; `und` when it cannot tell. */
export async function detected(text: string, detect: DetectLanguage): Promise<Language> {
  const guess = await detect(text);
  return guess ? { label: guess.language, confidence: guess.confidence, source: 'detector' } : UNKNOWN;
}
