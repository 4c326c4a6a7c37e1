import * as z from 'zod/mini';
import { type Classification, FLAGS, INTENTS, SENTIMENTS, signals, URGENCIES } from '#domain/classification.ts';
import { comparePositions, type Message } from '#domain/message.ts';

/** What people may correct of a reading; see lib/domain/label.ts. */
export const LABEL_FIELDS = ['sentiment', 'intent', 'urgency', 'flags', 'automationMaySpeak'] as const;
export type LabelField = (typeof LABEL_FIELDS)[number];

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
  /** How many corrections it takes into account, and which fields are people's. */
  labels: z.optional(z.object({ count: z.number(), fields: z.array(z.enum(LABEL_FIELDS)) })),
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

/** A reading of newer words with the labels of an older one: what people said stays. */
function labelledLike(newer: Reading, { labels, ...older }: Reading): Reading {
  const isTheirs = (field: LabelField): boolean => labels?.fields.includes(field) === true;
  const unsure = newer.unsure?.filter((head) => !isTheirs(head)) ?? [];
  return {
    ...newer,
    sentiment: isTheirs('sentiment') ? older.sentiment : newer.sentiment,
    intent: isTheirs('intent') ? older.intent : newer.intent,
    urgency: isTheirs('urgency') ? older.urgency : newer.urgency,
    flags: isTheirs('flags') ? older.flags : newer.flags,
    unsure: unsure.length > 0 ? unsure : undefined,
    labels,
  };
}

/** The newer of two readings of a message: by its amendments, then by its labels. */
function newest(known: Reading, added: Reading): Reading {
  const amendments = (added.amendments ?? 0) - (known.amendments ?? 0);
  const labels = (added.labels?.count ?? 0) - (known.labels?.count ?? 0);
  if (amendments === 0) return labels >= 0 ? added : known;
  const [newer, older] = amendments > 0 ? [added, known] : [known, added];
  const isLabelledLater = amendments > 0 ? labels < 0 : labels > 0;
  return isLabelledLater ? labelledLike(newer, older) : newer;
}

/** Adds readings, or renews those that are known, and keeps the latest by (sentAt, id): any order, the same end. */
export function mergeReadings(kept: readonly Reading[], added: readonly Reading[]): Reading[] {
  const byId = new Map(kept.map((entry) => [entry.id, entry]));
  for (const entry of added) {
    const known = byId.get(entry.id);
    byId.set(entry.id, known ? newest(known, entry) : entry);
  }
  return [...byId.values()].sort(comparePositions).slice(-READINGS_KEPT);
}
