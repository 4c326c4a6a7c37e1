import * as z from 'zod/mini';
import { channelItems } from '#contracts/table-channels.ts';
import { author, customerItems } from '#contracts/table-customers.ts';
import { derivedItems } from '#contracts/table-derived.ts';
import { documentItems } from '#contracts/table-documents.ts';
import { labelItems } from '#contracts/table-labels.ts';
import { mediaItems } from '#contracts/table-media.ts';
import { metricsItems } from '#contracts/table-metrics.ts';
import { promiseItems } from '#contracts/table-promises.ts';
import { classification } from '#domain/classification.ts';
import { entry } from '#domain/entry.ts';
import { reply } from '#domain/reply.ts';
import { ticket } from '#domain/ticket.ts';

/**
 * Every item of the table: what it is, how its key is made, what it holds. One partition per message, ticket, customer,
 * trace, family of documents, month of labels and day of spending. docs/data-model.md is generated from this table.
 */

const attachment = z.object({ type: z.string(), url: z.optional(z.string()), id: z.optional(z.string()) });

const message = z.object({
  account: z.string(),
  platform: z.string(),
  channel: z.string(),
  visibility: z.enum(['public', 'private']),
  id: z.string(),
  threadKeys: z.array(z.string()),
  customerId: z.string(),
  direction: z.enum(['in', 'out']),
  author,
  text: z.optional(z.string()),
  textKey: z.optional(z.string()),
  attachments: z.array(attachment),
  rating: z.optional(z.number()),
  language: z.optional(z.string()),
  inReplyTo: z.optional(z.string()),
  answerWith: z.optional(z.record(z.string(), z.string())),
  engagement: z.optional(z.number()),
  sentAt: z.string(),
  receivedAt: z.string(),
  missed: z.optional(z.literal(true)),
  replyId: z.optional(z.string()),
  replyTicketId: z.optional(z.string()),
  by: z.optional(z.enum(['person', 'automation'])),
  acknowledgement: z.optional(z.boolean()),
});

const amendment = z.object({
  account: z.string(),
  platform: z.string(),
  channel: z.string(),
  messageId: z.string(),
  customerId: z.optional(z.string()),
  threadKeys: z.array(z.string()),
  id: z.string(),
  kind: z.enum(['edit', 'deletion']),
  text: z.optional(z.string()),
  rating: z.optional(z.number()),
  textKey: z.optional(z.string()),
  at: z.string(),
});

/** One row of the table contract. */
interface ItemContract {
  readonly about: string;
  readonly pk: string;
  readonly sk: string;
  readonly schema: z.ZodMiniType;
}

export const tableItems = {
  message: {
    about: 'What somebody said, immutable. Its absent-checked put is the commit and the dedupe.',
    pk: 'message#<account>#<message id>',
    sk: 'message',
    schema: z.object({ message, ticketId: z.string(), classification: z.optional(classification) }),
  },
  amendments: {
    about: 'The edits and deletions of a message, beside it; they may come first.',
    pk: 'message#<account>#<message id>',
    sk: 'amendments',
    schema: z.object({ revision: z.number(), amendments: z.array(amendment) }),
  },
  ...labelItems,
  ...mediaItems,
  ticket: {
    about: 'The work on one matter, with the history entry of its latest revision inside. Its changes are published.',
    pk: 'ticket#<ticket id>',
    sk: 'ticket',
    schema: z.object({ ticket }),
  },
  entry: {
    about: 'One change of a ticket: who, what, when, why. Append-only.',
    pk: 'ticket#<ticket id>',
    sk: 'entry#<revision, 10 digits>',
    schema: z.object({ entry }),
  },
  note: {
    about: "An agent's internal note.",
    pk: 'ticket#<ticket id>',
    sk: 'note#<time>#<note id>',
    schema: z.object({ ticketId: z.string(), noteId: z.string(), text: z.string(), by: z.string(), at: z.string() }),
  },
  reply: {
    about: "The brand's answer on its way out. Its words leave it once the message that was sent holds them.",
    pk: 'ticket#<ticket id>',
    sk: 'reply#<reply id>',
    schema: z.object({ reply }),
  },
  replyMark: {
    about: 'Whose reply it is, while its echo may come from a talk that nothing leads to yet. Expires.',
    pk: 'reply#<reply id>',
    sk: 'mark',
    schema: z.object({ ticketId: z.string() }),
  },
  ...customerItems,
  trace: {
    about: 'What became of an event that is no message: ignored, with the reason, or unknown, kept whole. Expires.',
    pk: 'trace#<account>#<event id>',
    sk: 'trace',
    schema: z.object({
      account: z.string(),
      eventId: z.string(),
      platform: z.string(),
      outcome: z.enum(['ignored', 'unknown']),
      reason: z.string(),
      receivedAt: z.string(),
      payload: z.optional(z.string()),
      payloadKey: z.optional(z.string()),
    }),
  },
  ...channelItems,
  ...metricsItems,
  ...derivedItems,
  ...promiseItems,
  ...documentItems,
} as const satisfies Record<string, ItemContract>;

/** The attribute `kind` of every item. */
export type ItemKind = keyof typeof tableItems;
