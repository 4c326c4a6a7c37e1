import { type Classification, type Classifier, INTENTS, SENTIMENTS } from '#domain/classification.ts';
import { guardOf } from '#domain/guard.ts';
import { type GuardedLine, type GuardScore, guardScore } from './guard-score.ts';
import type { EvaluationLine } from './lines.ts';
import { type Judged, type Score, scoreOf } from './measures.ts';

/** Classifies every line and compares what was said with what is right. */

export interface Evaluation {
  readonly n: number;
  readonly messagesPerSecond: number;
  readonly sentiment?: Score;
  readonly intent?: Score;
  readonly irony?: { readonly n: number; readonly macroF1: number };
  readonly urgency?: { readonly n: number; readonly macroF1: number };
  readonly guard?: GuardScore;
}

/** Verdict by verdict, for tables. */
export interface Details {
  readonly sentiment: readonly Judged[];
  readonly intent: readonly Judged[];
  readonly irony: readonly Judged[];
  readonly urgency: readonly Judged[];
  readonly guard: readonly GuardedLine[];
}

interface Answered {
  readonly line: EvaluationLine;
  readonly classification: Classification;
}

export const YES_NO = ['no', 'yes'] as const;
const asWord = (is: boolean): 'yes' | 'no' => (is ? 'yes' : 'no');

function judgedIn(answered: readonly Answered[], judge: (each: Answered) => Judged | undefined): Judged[] {
  return answered.flatMap((each) => judge(each) ?? []);
}

const isUrgent = ({ urgency: { label } }: Classification): boolean => label === 'high' || label === 'critical';

function detailsOf(answered: readonly Answered[]): Details {
  const of = (head: 'sentiment' | 'intent') =>
    judgedIn(answered, ({ line, classification }) => {
      const right = line[head];
      const { label: said, confidence } = classification[head];
      return right && { right, said, confidence };
    });
  const yesNo = (right: boolean | undefined, said: boolean): Judged | undefined =>
    right === undefined ? undefined : { right: asWord(right), said: asWord(said), confidence: 1 };
  return {
    sentiment: of('sentiment'),
    intent: of('intent'),
    irony: judgedIn(answered, ({ line, classification: { flags } }) =>
      yesNo(
        line.ironic,
        flags.some(({ label }) => label === 'sarcasm'),
      ),
    ),
    urgency: judgedIn(answered, ({ line, classification }) => yesNo(line.urgent, isUrgent(classification))),
    guard: answered.flatMap(({ line: { text, automationMaySpeak: maySpeak }, classification }) =>
      maySpeak === undefined ? [] : [{ text, maySpeak, guarding: guardOf(classification) }],
    ),
  };
}

function yesNoScore(judged: readonly Judged[]): { n: number; macroF1: number } {
  const { n, macroF1 } = scoreOf(judged, YES_NO);
  return { n, macroF1 };
}

/** The figures; parts without labels are left out. */
function figuresOf(details: Details): Omit<Evaluation, 'n' | 'messagesPerSecond'> {
  const { sentiment, intent, irony, urgency, guard } = details;
  return {
    ...(sentiment.length > 0 && { sentiment: scoreOf(sentiment, SENTIMENTS) }),
    ...(intent.length > 0 && { intent: scoreOf(intent, INTENTS) }),
    ...(irony.length > 0 && { irony: yesNoScore(irony) }),
    ...(urgency.length > 0 && { urgency: yesNoScore(urgency) }),
    ...(guard.length > 0 && { guard: guardScore(guard) }),
  };
}

/** @param now a monotonic clock in milliseconds. */
export async function evaluate(
  lines: readonly EvaluationLine[],
  { classify, now }: { readonly classify: Classifier; readonly now: () => number },
): Promise<{ evaluation: Evaluation; details: Details }> {
  const answered: Answered[] = [];
  const from = now();
  for (const line of lines) answered.push({ line, classification: await classify(line.text, line.lang) });
  const seconds = (now() - from) / 1000;
  const details = detailsOf(answered);
  const messagesPerSecond = Math.round(lines.length / Math.max(seconds, 1e-6));
  return { evaluation: { n: lines.length, messagesPerSecond, ...figuresOf(details) }, details };
}
