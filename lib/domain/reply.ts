import * as z from 'zod/mini';
import { actor } from '#domain/actor.ts';
import { GUARD_VERDICTS } from '#domain/guard.ts';
import { GUARD_REASONS } from '#domain/guard-rules.ts';

/** The brand's answer on its way out: queued -> sending -> sent | failed | doubtful. */

/** Where a private talk goes on that a private reply began. */
const openedTalk = z.object({
  account: z.string(),
  channel: z.string(),
  customerId: z.string(),
  threadKeys: z.array(z.string()),
});

export const REPLY_STATES = ['queued', 'sending', 'sent', 'failed', 'doubtful'] as const;

export const reply = z.object({
  ticketId: z.string(),
  replyId: z.string(),
  account: z.string(),
  channel: z.string(),
  visibility: z.enum(['public', 'private']),
  customerId: z.string(),
  /** The message answered, by the platform's id. */
  inReplyTo: z.string(),
  /** The words; gone once sent, when the message holds them. */
  text: z.optional(z.string()),
  /** Nothing is said: the message `inReplyTo` is to be hidden. */
  hide: z.optional(z.literal(true)),
  /** The words of a long answer as they are sent, one after the other; gone with `text`. */
  parts: z.optional(z.array(z.string())),
  /** The parts that were sent, by the platform's ids: a retry goes on after them. */
  sentParts: z.optional(z.array(z.object({ messageId: z.string(), at: z.string() }))),
  /** When its turn comes: the platform, or the account's pace, lets it wait until then. */
  notBefore: z.optional(z.string()),
  /** Where the matter goes on in private, once this was sent. */
  opens: z.optional(openedTalk),
  by: actor,
  /** An automatic acknowledgement: it answers nothing. */
  acknowledgement: z.optional(z.boolean()),
  /** The guard's verdict on a reply written by automation; checked again before it is sent. */
  guardVerdict: z.optional(z.enum(GUARD_VERDICTS)),
  /** Why the guard held it back; absent while automation may speak. */
  guardReasons: z.optional(z.array(z.enum(GUARD_REASONS))),
  state: z.enum(REPLY_STATES),
  /** How many times sending began: the fencing token of the lease. */
  attempt: z.number(),
  /** Until when the present attempt holds the lease. */
  leaseUntil: z.optional(z.string()),
  reason: z.optional(z.string()),
  /** The platform's id of what was sent. */
  messageId: z.optional(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Reply = z.infer<typeof reply>;

/** What a writer must have seen for its write to hold. */
export type ReplyLease = Pick<Reply, 'state' | 'attempt'>;

/** What may be done with a reply that a queue delivers. */
export type SendDecision = 'send' | 'done' | 'wait' | 'doubtful';

/**
 * Whether to send. An attempt that died after its lease began may have reached the platform: it is repeated only where
 * the platform honours an idempotency key, and otherwise left to a person.
 */
export function decideSend(reply: Reply, now: string, idempotentSend: boolean): SendDecision {
  if (reply.state === 'queued') return 'send';
  if (reply.state !== 'sending') return 'done';
  if ((reply.leaseUntil ?? '') > now) return 'wait';
  return idempotentSend ? 'send' : 'doubtful';
}

/** Names a reply: its id may be the caller's `Idempotency-Key` and is unique on its ticket only. */
export type ReplyName = Pick<Reply, 'ticketId' | 'replyId'>;

/**
 * By what a platform knows a reply, or a part of a long one, where it takes a key: no two parts, and no two replies of
 * whichever tickets, are taken for one. At most 104 characters (a UUID, a part, an `Idempotency-Key`), none of them a full stop.
 * @param part from 0
 */
export const replyKeyOf = ({ ticketId, replyId }: ReplyName, part = 0): string => `${ticketId}:${part + 1}:${replyId}`;

/** Which reply an echo is of that names `key`; one that Earshot has not made says nothing of a ticket. */
export function repliedBy(key: string | undefined): { replyId?: string; replyTicketId?: string } {
  const { replyTicketId, replyId = key } =
    /^(?<replyTicketId>[^:]+):\d+:(?<replyId>.+)$/s.exec(key ?? '')?.groups ?? {};
  return { ...(replyId !== undefined && { replyId }), ...(replyTicketId !== undefined && { replyTicketId }) };
}
