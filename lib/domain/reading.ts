import * as z from 'zod/mini';
import { type Classification, FLAGS, INTENTS, SENTIMENTS, signals, URGENCIES } from '#domain/classification.ts';
import { comparePositions, type Message } from '#domain/message.ts';

/** The gist of one customer message that a ticket keeps, so that it can be judged without reading its messages again. */
export const reading = z.object({
  id: z.string(),
  sentAt: z.string(),
  sentiment: z.enum(SENTIMENTS),
  urgency: z.enum(URGENCIES),
  intent: z.enum(INTENTS),
  flags: z.optional(z.array(z.enum(FLAGS))),
  followers: z.optional(z.number()),
  verified: z.optional(z.boolean()),
  /** Likes, replies and reposts when the message was received; absent for none. */
  engagement: z.optional(z.number()),
  /** What the classifier would not swear to. */
  unsure: z.optional(z.array(z.enum(['sentiment', 'intent', 'urgency']))),
  signals: z.optional(signals),
  /** How many edits and deletions it takes into account. */
  amendments: z.optional(z.number()),
});
export type Reading = z.infer<typeof reading>;

/** How many of an episode's latest messages a ticket is judged by. */
export const READINGS_KEPT = 10;

/** What a classification found, without its evidence. */
export type Gist = Pick<Reading, 'sentiment' | 'urgency' | 'intent' | 'flags' | 'unsure' | 'signals'>;

/** The findings that decide, as labels. */
export function gistOf(classification: Classification): Gist {
  const flags = classification.flags.map(({ label }) => label);
  const unsure = (['sentiment', 'intent', 'urgency'] as const).filter((head) => classification[head].unsure);
  return {
    sentiment: classification.sentiment.label,
    urgency: classification.urgency.label,
    intent: classification.intent.label,
    flags: flags.length > 0 ? flags : undefined,
    unsure: unsure.length > 0 ? unsure : undefined,
    signals: classification.signals,
  };
}

/** The gist of a customer's message as it stands after `amendments` edits and deletions. */
export function readingOf(message: Message, classification: Classification, amendments: number): Reading {
  return {
    id: message.id,
    sentAt: message.sentAt,
    ...gistOf(classification),
    followers: message.author.followers,
    verified: message.author.verified || undefined,
    engagement: message.engagement || undefined,
    amendments: amendments > 0 ? amendments : undefined,
  };
}

/** Adds readings, replaces those with newer amendments, and keeps the latest by (sentAt, id): any order, the same end. */
export function mergeReadings(kept: readonly Reading[], added: readonly Reading[]): Reading[] {
  const byId = new Map(kept.map((entry) => [entry.id, entry]));
  for (const entry of added) {
    const known = byId.get(entry.id);
    if (!known || (entry.amendments ?? 0) >= (known.amendments ?? 0)) byId.set(entry.id, entry);
  }
  return [...byId.values()].sort(comparePositions).slice(-READINGS_KEPT);
}
