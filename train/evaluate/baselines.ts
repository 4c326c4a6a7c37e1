import { createRequire } from 'node:module';
import { SENTIMENTS } from '#domain/classification.ts';
import type { EvaluationLine } from './lines.ts';
import { type Judged, type Score, scoreOf } from './measures.ts';

/** The npm libraries that people take for sentiment, on the same lines. They speak English only and know no language. */

type Mood = (typeof SENTIMENTS)[number];

const packages = createRequire(import.meta.url);
/** VADER's own bounds for its compound score (Hutto and Gilbert 2014). */
const VADER_BOUND = 0.05;

const moodOf = (score: number, bound = 0): Mood => {
  if (score > bound) return 'positive';
  return score < -bound ? 'negative' : 'neutral';
};

function judges(): Readonly<Record<string, (text: string) => Mood>> {
  const Sentiment = packages('sentiment') as new () => { analyze(text: string): { score: number } };
  const { SentimentIntensityAnalyzer } = packages('vader-sentiment') as {
    SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } };
  };
  const wink = packages('wink-sentiment') as (text: string) => { score: number };
  const afinn = new Sentiment();
  return {
    sentiment: (text) => moodOf(afinn.analyze(text).score),
    'vader-sentiment': (text) => moodOf(SentimentIntensityAnalyzer.polarity_scores(text).compound, VADER_BOUND),
    'wink-sentiment': (text) => moodOf(wink(text).score),
  };
}

export type Baselines = Readonly<Record<string, Omit<Score, 'n'>>>;

/** Each library's score on the lines whose sentiment is known. */
export function baselines(lines: readonly EvaluationLine[]): Baselines {
  const known = lines.flatMap(({ text, sentiment }) => (sentiment ? [{ text, right: sentiment }] : []));
  const scores = Object.entries(judges()).map(([name, judge]) => {
    const judged: Judged[] = known.map(({ text, right }) => ({ right, said: judge(text), confidence: 1 }));
    const { accuracy, macroF1, macroRecall } = scoreOf(judged, SENTIMENTS);
    return [name, { accuracy, macroF1, macroRecall }] as const;
  });
  return Object.fromEntries(scores);
}
