import * as z from 'zod/mini';

/**
 * The generic inlet: what a system without an adapter of its own sends to Earshot, as a Standard Webhook. The schemas
 * hold no transformation, so `z.toJSONSchema` turns them into the documentation its senders read.
 */

const id = z.union([z.string().check(z.minLength(1), z.maxLength(256)), z.number()]);

const time = z.string().check(z.describe('ISO 8601 with an offset, such as 2026-11-22T09:30:00Z.'));

const visibility = z
  ._default(z.enum(['public', 'private']), 'private')
  .check(z.describe('Who can read the message: anybody, or the two parties. Taken as private when absent.'));

/** The person the talk is with. */
const standardCustomer = z
  .object({
    id: id.check(z.describe("The customer's id in the sending system, stable over time.")),
    name: z.optional(z.nullable(z.string())),
    handle: z.optional(z.nullable(z.string().check(z.describe('The public name, without @.')))),
    followers: z.optional(z.nullable(z.number().check(z.describe('How many people follow the customer.')))),
    verified: z.optional(z.nullable(z.boolean().check(z.describe('Whether the network vouches for who it is.')))),
  })
  .check(z.describe('The customer the talk is with, whoever wrote this message.'));

/** A file by address; Earshot does not take the bytes. */
const standardAttachment = z.object({
  type: z.string().check(z.describe('image, video, audio, file ...')),
  url: z.optional(z.nullable(z.string())),
});

/** `data` of `message.created`. */
const standardMessage = z
  .object({
    id: id.check(
      z.describe('The id of the message in the sending system; a second message of this id is a duplicate.'),
    ),
    thread: z.optional(z.nullable(id.check(z.describe('Messages of one thread and customer become one ticket.')))),
    customer: standardCustomer,
    author: z._default(
      z
        .enum(['customer', 'brand', 'automation'])
        .check(
          z.describe('Who wrote it; `brand` for answers given elsewhere, `automation` for those no person wrote.'),
        ),
      'customer',
    ),
    text: z.optional(z.nullable(z.string())),
    attachments: z.optional(z.nullable(z.array(standardAttachment))),
    visibility,
    language: z.optional(z.nullable(z.string().check(z.describe('BCP 47 tag, such as pt-BR.')))),
    inReplyTo: z.optional(z.nullable(id.check(z.describe('The id of the message this one answers.')))),
    engagement: z.optional(
      z.nullable(z.number().check(z.describe('Likes, replies and reposts together, so far; for public messages.'))),
    ),
    sentAt: z.optional(z.nullable(time)),
    replyId: z.optional(
      z.nullable(z.string().check(z.describe('On the echo of a reply that Earshot sent: the id it came with.'))),
    ),
  })
  .check(z.describe('A message somebody wrote.'));

const amendment = {
  id: id.check(z.describe('The id of the message that changed.')),
  thread: z.optional(z.nullable(id)),
  customer: z.optional(z.nullable(z.object({ id }))),
  visibility,
  at: z.optional(z.nullable(time)),
};

/** `data` of `message.updated`: the words as they are now. */
const standardUpdate = z
  .object({ ...amendment, text: z.string() })
  .check(z.describe('A message was edited; `text` is what it says now.'));

/** `data` of `message.deleted`. */
const standardDeletion = z.object(amendment).check(z.describe('A message was taken back by its author.'));

const timestamp = z.optional(z.nullable(time));

/** One event of the generic inlet. A request carries one, or an array of them. */
export const standardEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message.created'), timestamp, data: standardMessage }),
  z.object({ type: z.literal('message.updated'), timestamp, data: standardUpdate }),
  z.object({ type: z.literal('message.deleted'), timestamp, data: standardDeletion }),
]);

export type StandardEvent = z.infer<typeof standardEvent>;
