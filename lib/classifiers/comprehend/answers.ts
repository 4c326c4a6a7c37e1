import * as z from 'zod/mini';
import { spansOfCodePoints } from '#classifiers/spans.ts';
import type { Classification, Finding, Sentiment } from '#domain/classification.ts';
import { NoOpinionError, type Opinion, type Silence } from '#domain/opinion.ts';

/** What Amazon Comprehend answers, read by schema: anything else is no opinion. */

const share = z.number().check(z.gte(0), z.lte(1));
const index = z.int().check(z.gte(0));
const errors = z.array(z.object({ Index: index }));

const sentiments = z.object({
  ResultList: z.array(
    z.object({
      Index: index,
      Sentiment: z.enum(['POSITIVE', 'NEGATIVE', 'NEUTRAL', 'MIXED']),
      SentimentScore: z.object({ Positive: share, Negative: share, Neutral: share, Mixed: share }),
    }),
  ),
  ErrorList: errors,
});

const languages = z.object({
  ResultList: z.array(
    z.object({
      Index: index,
      Languages: z.array(z.object({ LanguageCode: z.string().check(z.regex(/^[A-Za-z-]{2,20}$/)), Score: share })),
    }),
  ),
  ErrorList: errors,
});

const personalData = z.object({
  Entities: z.array(z.object({ Score: share, Type: z.string(), BeginOffset: index, EndOffset: index })),
});

type Language = NonNullable<Classification['language']>;
type SentimentScore = z.infer<typeof sentiments>['ResultList'][number];

/** @throws {NoOpinionError} when the answer is of another shape. */
function read<S extends z.ZodMiniType>(schema: S, answer: unknown): z.output<S> {
  const parsed = z.safeParse(schema, answer);
  if (parsed.success) return parsed.data;
  throw new NoOpinionError('unreadable');
}

/** The answers of a batch in the order of its texts. Each index once and within the batch, or nothing is believed. */
function byIndex<T extends { Index: number }, R>(
  { ResultList, ErrorList }: { ResultList: readonly T[]; ErrorList: readonly { Index: number }[] },
  count: number,
  of: (result: T) => R,
): (R | Silence)[] {
  const told = [...ResultList, ...ErrorList].map(({ Index }) => Index);
  if (new Set(told).size !== told.length || told.some((each) => each >= count)) throw new NoOpinionError('unreadable');
  const answers = Array.from({ length: count }, (): R | Silence => 'unreadable');
  for (const result of ResultList) answers[result.Index] = of(result);
  for (const { Index } of ErrorList) answers[Index] = 'refused';
  return answers;
}

/** Below this Comprehend's own score is too low to act on. */
const SURE_FROM = 0.6;

const LABELS = { POSITIVE: 'positive', NEGATIVE: 'negative', NEUTRAL: 'neutral' } as const;

/** Two decimals, as signals are kept. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Good and bad in balance is neutral by the labelling guide, and nothing to be sure of. It points at no words. */
function sentimentOf({ Sentiment: said, SentimentScore: score }: SentimentScore): Finding<Sentiment> {
  if (said === 'MIXED')
    return { label: 'neutral', confidence: rounded(score.Neutral + score.Mixed), evidence: [], unsure: true };
  const confidence = { POSITIVE: score.Positive, NEGATIVE: score.Negative, NEUTRAL: score.Neutral }[said];
  const finding: Finding<Sentiment> = { label: LABELS[said], confidence: rounded(confidence), evidence: [] };
  return confidence < SURE_FROM ? { ...finding, unsure: true } : finding;
}

function moodOf(result: SentimentScore): Opinion {
  const { Negative, Mixed } = result.SentimentScore;
  return { sentiment: sentimentOf(result), signals: { negative: Math.min(1, rounded(Negative + Mixed)) } };
}

/** The moods of a batch. @throws {NoOpinionError} */
export function readSentiments(answer: unknown, count: number): (Opinion | Silence)[] {
  return byIndex(read(sentiments, answer), count, moodOf);
}

/** The strongest language of each text of a batch. @throws {NoOpinionError} */
export function readLanguages(answer: unknown, count: number): (Language | Silence)[] {
  return byIndex(read(languages, answer), count, ({ Languages }): Language | Silence => {
    const [best] = Languages.toSorted((a, b) => b.Score - a.Score);
    return best ? { label: best.LanguageCode, confidence: rounded(best.Score), source: 'cloud' } : 'not_asked';
  });
}

/** Kinds that say nothing about how to reach, rob or find a person: names, dates, links, ages are no reason to mask. */
const HARMLESS = new Set(['NAME', 'DATE_TIME', 'URL', 'AGE', 'USERNAME']);
const CERTAIN_FROM = 0.9;

/** The personal data in a text, as a warning. @throws {NoOpinionError} */
export function readPersonalData(answer: unknown, text: string): Classification['flags'] {
  const found = read(personalData, answer).Entities.filter(
    ({ Type, Score }) => !HARMLESS.has(Type) && Score >= CERTAIN_FROM,
  );
  const evidence = spansOfCodePoints(
    text,
    found.map(({ BeginOffset, EndOffset }) => [BeginOffset, EndOffset]),
  );
  const confidence = rounded(Math.max(0, ...found.map(({ Score }) => Score)));
  return evidence.length > 0 ? [{ label: 'personal_data', confidence, evidence }] : [];
}
