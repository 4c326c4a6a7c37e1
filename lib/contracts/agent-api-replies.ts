import * as z from 'zod/mini';
import { actor } from '#domain/actor.ts';
import { GUARD_REASONS } from '#domain/guard-rules.ts';
import { REPLY_STATES } from '#domain/reply.ts';

/** ISO 8601 UTC. */
const time = z.string();

/** A reply on its way out. */
export const replyView = z.strictObject({
  replyId: z.string(),
  state: z.enum(REPLY_STATES),
  channel: z.string(),
  visibility: z.enum(['public', 'private']),
  inReplyTo: z.string(),
  hide: z.optional(z.literal(true)).check(z.describe('No words: the message `inReplyTo` is to be hidden.')),
  parts: z
    .optional(z.strictObject({ count: z.number(), sent: z.number() }))
    .check(z.describe('Of a long answer on its way: its numbered parts.')),
  notBefore: z
    .optional(time)
    .check(z.describe("When its turn comes, while it waits for the account's or the platform's.")),
  opened: z
    .optional(z.strictObject({ account: z.string(), channel: z.string() }))
    .check(z.describe('Where the matter goes on, of a private message to who wrote in public.')),
  text: z.optional(z.string()).check(z.describe('Gone once sent: the message holds the words.')),
  by: actor,
  reason: z.optional(z.string()),
  guardReasons: z
    .optional(z.array(z.enum(GUARD_REASONS)))
    .check(z.describe('Why the guard held back what automation wrote.')),
  messageId: z.optional(z.string()),
  createdAt: time,
  updatedAt: time,
});
export type ReplyView = z.infer<typeof replyView>;
