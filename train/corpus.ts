import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { HEADS, type HeadName } from '#classifiers/embedded/heads.ts';
import { CALM_INTENTS } from '#classifiers/embedded/person.ts';
import { FLAGS, INTENTS, SENTIMENTS, URGENCIES } from '#domain/classification.ts';
import type { Example } from './example.ts';

/** The corpus: lines as train/corpus/README.md describes them, and what each head learns from one. */

export const corpusLine = z.object({
  text: z.string().min(1),
  lang: z.string(),
  sector: z.string(),
  sentiment: z.enum(SENTIMENTS),
  intent: z.enum(INTENTS),
  urgency: z.enum(URGENCIES),
  complexity: z.enum(['simple', 'complex']),
  flags: z.array(z.enum(FLAGS)),
});
export type CorpusLine = z.infer<typeof corpusLine>;

/** @throws when a line is none: the message names its number. */
export function readJsonLines<T>(file: string, schema: z.ZodType<T>): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line === '') return [];
      const read = schema.safeParse(JSON.parse(line));
      if (!read.success) throw new Error(`${file}:${at + 1}: ${z.prettifyError(read.error)}`);
      return [read.data];
    });
}

/** @throws when a line is none: the message names its number. */
export const readCorpus = (file: string): CorpusLine[] => readJsonLines(file, corpusLine);

/** Matters in which good news and plain questions are common: what was lost has come, when does it come. */
const EVERYDAY = new Set(['outage', 'delivery', 'billing', 'account_access', 'cancellation']);

/** Whether a person must answer: calm words on a calm matter may be left to automation, and good news on an everyday one. */
export function needsPerson({ sentiment, intent, flags, urgency }: CorpusLine): boolean {
  if (sentiment === 'negative' || flags.length > 0 || urgency === 'critical') return true;
  return !CALM_INTENTS.has(intent) && !(sentiment === 'positive' && EVERYDAY.has(intent));
}

/**
 * Whether the labels leave open that a person must answer, so that the line hardly counts for it: a calm and simple
 * question on an everyday matter; and what is neither this nor that, where greetings lie beside fragments of doubtful sense.
 */
function isOpenToBoth({ sentiment, intent, flags, urgency, complexity }: CorpusLine): boolean {
  if (sentiment !== 'neutral' || flags.length > 0 || urgency === 'critical') return false;
  return intent === 'other' || (EVERYDAY.has(intent) && complexity === 'simple' && urgency !== 'high');
}

/** What talk in general counts for the questions of customer care. */
const TALK_FOR_CARE = 0.2;
const CARE_FOR_TALK = 0.05;
const TALK_FOR_INTENT = 0.1;
const OPEN_FOR_PERSON = 0.2;
/** A flag is rare. */
const RARE = 2;

/** Neighbours were written in one go and resemble each other: they stay on the same side. */
const BLOCK = 12;
const HELD_OUT_EACH = 10;

export const FLAG_HEADS = ['sarcasm', 'threat_to_leave', 'press', 'legal', 'safety', 'spam'] as const;

function labelsOf(line: CorpusLine, isCare: boolean): Record<HeadName, number> {
  const sentiment = SENTIMENTS.indexOf(line.sentiment);
  const flags = Object.fromEntries(FLAG_HEADS.map((flag) => [flag, line.flags.includes(flag) ? 1 : 0]));
  return {
    care_sentiment: sentiment,
    talk_sentiment: sentiment,
    care: isCare ? 1 : 0,
    intent: INTENTS.indexOf(line.intent),
    urgency: URGENCIES.indexOf(line.urgency),
    complex: line.complexity === 'complex' ? 1 : 0,
    person: needsPerson(line) ? 1 : 0,
    ...(flags as Record<(typeof FLAG_HEADS)[number], number>),
  };
}

/** Intents that are rare count for more, so that each weighs the same in all. */
function intentWeights(lines: readonly CorpusLine[]): Map<string, number> {
  const care = lines.filter(({ sector }) => sector !== 'general');
  const counts = new Map(HEADS.intent.map((intent) => [intent as string, 0]));
  for (const { intent } of care) counts.set(intent, (counts.get(intent) ?? 0) + 1);
  return new Map([...counts].map(([intent, count]) => [intent, care.length / counts.size / Math.max(1, count)]));
}

/** The examples of a corpus file, in its order. */
export function corpusExamples(lines: readonly CorpusLine[], source: string): Example[] {
  const byIntent = intentWeights(lines);
  return lines.map((line, at) => {
    const isCare = line.sector !== 'general';
    const labels = labelsOf(line, isCare);
    const flagWeights = Object.fromEntries(
      FLAG_HEADS.map((flag) => [flag, flag !== 'sarcasm' && labels[flag] ? RARE : 1]),
    );
    return {
      text: line.text,
      language: line.lang,
      labels,
      weights: {
        care_sentiment: isCare ? 1 : TALK_FOR_CARE,
        talk_sentiment: isCare ? CARE_FOR_TALK : 1,
        care: 0.5,
        intent: isCare ? (byIntent.get(line.intent) ?? 1) : TALK_FOR_INTENT,
        person: !isCare ? TALK_FOR_CARE : isOpenToBoth(line) ? OPEN_FOR_PERSON : 1,
        ...flagWeights,
      },
      isHeldOut: Math.floor(at / BLOCK) % HELD_OUT_EACH === HELD_OUT_EACH - 1,
      source,
    };
  });
}
