import * as z from 'zod/mini';
import { ASKED_FLAGS, TOOL } from '#classifiers/bedrock/request.ts';
import { spansOfQuotes } from '#classifiers/spans.ts';
import { type Finding, INTENTS, SENTIMENTS, URGENCIES } from '#domain/classification.ts';
import { NoOpinionError, type Opinion } from '#domain/opinion.ts';

/**
 * What a model on Amazon Bedrock answers. It was asked for one call of one tool in one schema; a model that was talked
 * into anything else, or that errs, has given no opinion.
 */

const share = z.number().check(z.gte(0), z.lte(1));

const findingOf = <const L extends readonly [string, ...string[]]>(labels: L) =>
  z.strictObject({
    label: z.enum(labels),
    confidence: share,
    quotes: z.array(z.string().check(z.maxLength(4_000))).check(z.maxLength(3)),
  });

/** The tool's input: every field, no other, each label of its set. */
export const answerSchema = z.strictObject({
  sentiment: findingOf(SENTIMENTS),
  intent: findingOf(INTENTS),
  urgency: findingOf(URGENCIES),
  complexity: findingOf(['simple', 'complex']),
  flags: z.array(findingOf(ASKED_FLAGS)).check(z.maxLength(ASKED_FLAGS.length)),
  sarcastic: share,
  person: share,
});

/** A Converse answer: other fields may come with time, but of content there is the one call. */
const converse = z.object({
  stopReason: z.literal('tool_use'),
  output: z.object({
    message: z.object({
      role: z.literal('assistant'),
      content: z.array(z.looseObject({ toolUse: z.optional(z.object({ name: z.string(), input: z.unknown() })) })),
    }),
  }),
});

const usage = z.object({ usage: z.object({ totalTokens: z.int().check(z.gte(0)) }) });

/** Below this the model's own word on its certainty is too low to act on. */
const SURE_FROM = 0.6;

const rounded = (value: number): number => Math.round(value * 100) / 100;

interface Told<L extends string> {
  readonly label: L;
  readonly confidence: number;
  readonly quotes: readonly string[];
}

function finding<L extends string>(text: string, { label, confidence, quotes }: Told<L>): Finding<L> {
  const found = { label, confidence: rounded(confidence), evidence: spansOfQuotes(text, quotes) };
  return confidence < SURE_FROM ? { ...found, unsure: true } : found;
}

/** How likely the label makes it that the writer is displeased. */
function displeasure({ label, confidence }: Told<'negative' | 'neutral' | 'positive'>): number {
  return rounded(label === 'negative' ? confidence : (1 - confidence) / 2);
}

/** The input of the one tool call. Words beside it are no harm; another call, or none, is no answer. */
function toolInput(answer: unknown): unknown {
  const read = z.safeParse(converse, answer);
  const calls = read.success ? read.data.output.message.content.flatMap(({ toolUse }) => toolUse ?? []) : [];
  const [call, ...others] = calls;
  if (!call || others.length > 0 || call.name !== TOOL) throw new NoOpinionError('unreadable');
  return call.input;
}

/** Reads what the model said of one text. @throws {NoOpinionError} `unreadable` when it is of another shape. */
export function readAnswer(answer: unknown, text: string): Opinion {
  const read = z.safeParse(answerSchema, toolInput(answer));
  if (!read.success) throw new NoOpinionError('unreadable');
  const { sentiment, intent, urgency, complexity, flags, sarcastic, person } = read.data;
  return {
    sentiment: finding(text, sentiment),
    intent: finding(text, intent),
    urgency: finding(text, urgency),
    complexity: finding(text, complexity),
    flags: [...new Map(flags.map((flag) => [flag.label, finding(text, flag)])).values()],
    signals: { negative: displeasure(sentiment), sarcasm: rounded(sarcastic), person: rounded(person) },
  };
}

/** The tokens that an answer says it cost; undefined when it does not say. */
export function tokensOf(answer: unknown): number | undefined {
  const read = z.safeParse(usage, answer);
  return read.success ? read.data.usage.totalTokens : undefined;
}
