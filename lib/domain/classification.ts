import * as z from 'zod/mini';

/** What a message was found to say: every finding with its confidence and the words that speak for it. */

/** Where evidence stands in the message's text: [start, end) in UTF-16 units. It points at words and never copies them. */
const span = z.tuple([z.number(), z.number()]);

/** A label with its confidence (0 to 1) and its evidence. */
const finding = <const L extends readonly [string, ...string[]]>(labels: L) =>
  z.object({ label: z.enum(labels), confidence: z.number(), evidence: z.array(span) });

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

export const classification = z.object({
  /** Which classifier spoke, as `name@version`. */
  classifier: z.string(),
  sentiment: finding(SENTIMENTS),
  intent: finding(INTENTS),
  urgency: finding(URGENCIES),
  complexity: finding(['simple', 'complex']),
  flags: z.array(finding(FLAGS)),
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
}

/**
 * The port of every classifier: the embedded one, Comprehend, Bedrock.
 * @param text the customer's words; empty when there are none.
 */
export type Classifier = (text: string, language?: string) => Promise<Classification>;
