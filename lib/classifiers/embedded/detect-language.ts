import type { DetectLanguage } from './language.ts';

/** The detector: eld's smallest database, loaded when the first message comes whose language nobody names. */

/** A guess on fewer letters is a throw of the dice. */
const LEAST_LETTERS = 4;
const LETTERS = /\p{L}/gu;

export const detectLanguage: DetectLanguage = async (text) => {
  if ((text.match(LETTERS)?.length ?? 0) < LEAST_LETTERS) return undefined;
  const { eld } = await import('eld/extrasmall');
  const result = eld.detect(text);
  if (!result.language) return undefined;
  const score = result.getScores()[result.language] ?? 0;
  return { language: result.language, confidence: Math.round(Math.min(1, score) * 100) / 100 };
};
