import * as z from 'zod/mini';

/** What a message was found to say: every finding with its confidence and the words that speak for it. */

/** Where evidence stands in the message's text: [start, end) in UTF-16 units. It points at words and never copies them. */
const span = z.tuple([z.number(), z.number()]);

/** A label with its calibrated confidence (0 to 1) and its evidence; `unsure` when the confidence is too low to act on. */
const finding = <const L extends readonly [string, ...string[]]>(labels: L) =>
  z.object({
    label: z.enum(labels),
    confidence: z.number(),
    evidence: z.array(span),
    unsure: z.optional(z.literal(true)),
  });

export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;
export const URGENCIES = ['low', 'normal', 'high', 'critical'] as const;
export const INTENTS = [
  'outage',
  'delivery',
  'billing',
  'account_access',
  'cancellation',
  'how_to',
  'feedback',
  'complaint',
  'praise',
  'sales',
  'safety',
  'legal',
  'fraud',
  'other',
] as const;
export const FLAGS = ['sarcasm', 'legal', 'safety', 'personal_data', 'threat_to_leave', 'press', 'spam'] as const;

/** Where the language is known from: the platform's field, the script, or a detector. */
const language = z.object({
  /** BCP 47, or `und` where nobody can tell. */
  label: z.string(),
  confidence: z.number(),
  source: z.enum(['platform', 'script', 'detector', 'cloud']),
});

/** Probabilities, two decimals: the writer is displeased, means the opposite of the words, must be answered by a person. */
export const signals = z.object({ negative: z.number(), sarcasm: z.number(), person: z.number() });

export const classification = z.object({
  /** Which classifier spoke, as `name@version`. */
  classifier: z.string(),
  language: z.optional(language),
  sentiment: finding(SENTIMENTS),
  intent: finding(INTENTS),
  urgency: finding(URGENCIES),
  complexity: finding(['simple', 'complex']),
  flags: z.array(finding(FLAGS)),
  signals: z.optional(signals),
});

export type Span = z.infer<typeof span>;
export type Sentiment = (typeof SENTIMENTS)[number];
export type Urgency = (typeof URGENCIES)[number];
export type Intent = (typeof INTENTS)[number];
export type Flag = (typeof FLAGS)[number];
export type Classification = z.infer<typeof classification>;

/** A finding of one label set. */
export interface Finding<L extends string> {
  label: L;
  confidence: number;
  evidence: Span[];
  unsure?: true | undefined;
}

/**
 * The port of every classifier: the embedded one, Comprehend, Bedrock.
 * @param text the customer's words; empty when there are none.
 */
export type Classifier = (text: string, language?: string) => Promise<Classification>;
