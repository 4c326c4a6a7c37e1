import type { Comprehend } from '#classifiers/comprehend/requests.ts';
import { classifyText } from '#classifiers/embedded/classify.ts';
import type { Budget, Judged } from '#domain/opinion.ts';

/** Doubles of what second opinions are made of. */

/** A message with its embedded answer. */
export function judged(text: string, language?: string): Judged {
  return { text, ...(language && { language }), classification: classifyText(text) };
}

/** A budget that counts what was taken and settled. */
export function openBudget(daily = Number.POSITIVE_INFINITY) {
  const seen = { taken: 0, settled: [] as [number, number][] };
  const budget: Budget = {
    take: async (units) => {
      if (seen.taken + units > daily) return false;
      seen.taken += units;
      return true;
    },
    settle: (taken, used) => void seen.settled.push([taken, used]),
  };
  return { budget, seen };
}

type Score = Partial<Record<'Positive' | 'Negative' | 'Neutral' | 'Mixed', number>>;

/** One result of a batch of moods. */
export const mood = (Index: number, Sentiment: string, score: Score) => ({
  Index,
  Sentiment,
  SentimentScore: { Positive: 0, Negative: 0, Neutral: 0, Mixed: 0, ...score },
});

export const results = (...ResultList: object[]) => ({ ResultList, ErrorList: [] as object[] });

/** A Comprehend that finds everything neutral English without personal data, and remembers what it was asked. */
export function scriptedComprehend(script: Partial<Comprehend> = {}) {
  const asked = {
    languages: [] as string[][],
    sentiments: [] as { texts: string[]; language: string }[],
    personalData: [] as { text: string; language: string }[],
  };
  const plain: Comprehend = {
    languages: async (texts) =>
      results(...texts.map((_, Index) => ({ Index, Languages: [{ LanguageCode: 'en', Score: 0.99 }] }))),
    sentiments: async (texts) => results(...texts.map((_, index) => mood(index, 'NEUTRAL', { Neutral: 0.9 }))),
    personalData: async () => ({ Entities: [] }),
  };
  const answers = { ...plain, ...script };
  const comprehend: Comprehend = {
    languages: (texts) => {
      asked.languages.push(texts);
      return answers.languages(texts);
    },
    sentiments: (texts, language) => {
      asked.sentiments.push({ texts, language });
      return answers.sentiments(texts, language);
    },
    personalData: (text, language) => {
      asked.personalData.push({ text, language });
      return answers.personalData(text, language);
    },
  };
  return { comprehend, asked };
}
