import * as z from 'zod/mini';
import { actor } from '#domain/actor.ts';
import { type Classification, FLAGS, INTENTS, SENTIMENTS, URGENCIES } from '#domain/classification.ts';
import { RefusedError } from '#domain/errors.ts';
import { type Gist, LABEL_FIELDS, type LabelField, type Reading } from '#domain/reading.ts';

/**
 * Labels: what people say a message says, where a classifier was wrong. From then on a label wins over every classifier,
 * and it is what a deployment's model learns from.
 */

/** What can be corrected, each on its own. */
export const said = z.object({
  sentiment: z.optional(z.enum(SENTIMENTS)),
  intent: z.optional(z.enum(INTENTS)),
  urgency: z.optional(z.enum(URGENCIES)),
  /** All flags that hold; none when empty. */
  flags: z.optional(z.array(z.enum(FLAGS))),
  automationMaySpeak: z.optional(z.boolean()),
});
export type Said = z.infer<typeof said>;

/** One correction: who, when, why, and what was in force before. The words stay with the message. */
export const correction = z.object({
  id: z.string(),
  by: actor,
  at: z.string(),
  why: z.optional(z.string()),
  said,
  was: said,
  /** Who had judged the message, as a classification names it. */
  classifier: z.string(),
  /** How many edits the message had: the words that were judged. */
  amendments: z.number(),
});
export type Correction = z.infer<typeof correction>;

/** Every correction of one message, the oldest first. */
export const messageLabels = z.object({
  account: z.string(),
  messageId: z.string(),
  ticketId: z.string(),
  corrections: z.array(correction),
});
export type MessageLabels = z.infer<typeof messageLabels>;

/** A message that is corrected more often than this is a quarrel, and an item has its size. */
const MOST_CORRECTIONS = 50;

/** What the corrections come to: of each field the latest word. */
export function inForce({ corrections }: Pick<MessageLabels, 'corrections'>): Said {
  return Object.assign({}, ...corrections.map(({ said: next }) => told(next)));
}

/** The corrections of the very words that stand after so many edits. */
export function ofWords({ corrections }: Pick<MessageLabels, 'corrections'>, amendments: number) {
  return { corrections: corrections.filter((each) => each.amendments === amendments) };
}

/** Fields that were said, flags in one order. */
function told({ flags, ...others }: Said): Said {
  const entries = Object.entries(others).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(entries), ...(flags && { flags: FLAGS.filter((flag) => flags.includes(flag)) }) };
}

/** What a message was found to say, in the words of a correction. */
export function foundIn({ sentiment, intent, urgency, flags = [] }: Gist): Said {
  return { sentiment, intent, urgency, flags };
}

/** What a person says, before it is one correction among others. */
export type Correcting = Omit<Correction, 'was'> & {
  /** What the message was found to say. */
  readonly found: Said;
};

const picked = (from: Said, fields: readonly LabelField[]): Said =>
  told(Object.fromEntries(fields.map((field) => [field, from[field]])));

/**
 * Adds a correction.
 * @returns what is known, when people have said the very same already. @throws {RefusedError} when there are too many.
 */
export function corrected(known: MessageLabels, { found, ...correcting }: Correcting): MessageLabels {
  const next = told(correcting.said);
  const fields = LABEL_FIELDS.filter((field) => next[field] !== undefined);
  const same = inForce(ofWords(known, correcting.amendments));
  if (fields.every((field) => JSON.stringify(same[field]) === JSON.stringify(next[field]))) return known;
  if (known.corrections.length >= MOST_CORRECTIONS)
    throw new RefusedError('too_many_labels', `A message takes ${MOST_CORRECTIONS} corrections.`);
  const was = picked({ ...found, ...inForce(known) }, fields);
  return { ...known, corrections: [...known.corrections, { ...correcting, said: next, was }] };
}

type Signals = NonNullable<Classification['signals']>;

/** What a person says is certain. */
function certain(reading: Reading, { sentiment, flags, automationMaySpeak }: Said): Reading['signals'] {
  const asJudged: Signals = {
    negative: reading.sentiment === 'negative' ? 1 : 0,
    sarcasm: reading.flags?.includes('sarcasm') ? 1 : 0,
    person: reading.signals?.person ?? 0,
  };
  const known = reading.signals ?? (automationMaySpeak === undefined ? undefined : asJudged);
  return (
    known && {
      negative: sentiment === undefined ? known.negative : asJudged.negative,
      sarcasm: flags === undefined ? known.sarcasm : asJudged.sarcasm,
      person: automationMaySpeak === undefined ? known.person : automationMaySpeak ? 0 : 1,
    }
  );
}

/**
 * A reading as people corrected it. Signals are theirs too while the words are those that were judged; after an edit the
 * classifier's fears count again, beside the labels.
 */
export function relabelled(reading: Reading, { corrections }: Pick<MessageLabels, 'corrections'>): Reading {
  const labels = inForce({ corrections });
  const fields = LABEL_FIELDS.filter((field) => labels[field] !== undefined);
  if (fields.length === 0) return reading;
  const { sentiment = reading.sentiment, intent = reading.intent, urgency = reading.urgency } = labels;
  const flags = labels.flags ?? reading.flags ?? [];
  const unsure = reading.unsure?.filter((head) => labels[head] === undefined) ?? [];
  const judged: Reading = {
    ...reading,
    sentiment,
    intent,
    urgency,
    flags: flags.length > 0 ? flags : undefined,
    unsure: unsure.length > 0 ? unsure : undefined,
    labels: { count: corrections.length, fields },
  };
  const isAsJudged = corrections.at(-1)?.amendments === (reading.amendments ?? 0);
  return isAsJudged ? { ...judged, signals: certain(judged, labels) } : judged;
}
