import type { Change } from '#domain/apply-change.ts';
import type { Deed } from '#domain/entry.ts';
import { foldHeard } from '#domain/fold.ts';
import type { Message } from '#domain/message.ts';
import { refOf } from '#domain/message-ref.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import type { Reply } from '#domain/reply.ts';
import { mayMove } from '#domain/status.ts';
import type { Ticket } from '#domain/ticket.ts';
import { venueOf } from '#domain/venue.ts';

/** What becomes of a ticket when its reply was sent, failed, or may have been sent. */

interface OutcomeContext {
  readonly now: string;
  readonly policy: Pick<SlaPolicy, 'automationAnswers'>;
}

/**
 * A sent reply is heard like any message of the brand's. Its echo may have come first: then the ticket has heard the
 * message already, and only the deed is written.
 */
export function replySent(
  ticket: Ticket,
  sent: { reply: Reply; message: Message; alreadyHeard: boolean },
  context: OutcomeContext,
): Change {
  const { reply, message } = sent;
  const deed: Deed = {
    type: 'reply_sent',
    replyId: reply.replyId,
    message: refOf(sent, ticket),
    ...(reply.opens && { opened: venueOf(message) }),
  };
  if (sent.alreadyHeard) return { body: ticket, deed, by: reply.by, at: context.now, isWork: false };
  const heard = foldHeard(ticket, [{ message }], { ...context, ticketId: ticket.id });
  return { ...heard, deed, by: reply.by };
}

/** A part of a long answer is heard when it is sent: the customer reads it, whatever becomes of the rest. */
export function partSent(ticket: Ticket, sent: { reply: Reply; message: Message }, context: OutcomeContext): Change {
  const heard = foldHeard(ticket, [{ message: sent.message }], { ...context, ticketId: ticket.id });
  return { ...heard, by: sent.reply.by };
}

/** The message is hidden; nothing was said, so the ticket stays as it is. */
export function messageHidden(ticket: Ticket, { replyId, inReplyTo, by }: Reply, now: string): Change {
  const deed: Deed = { type: 'message_hidden', replyId, messageId: inReplyTo };
  return { body: ticket, deed, by, at: now, isWork: false };
}

/** A reply that did not arrive leaves the customer unanswered: a waiting ticket comes back to the queue. */
export function replyUnsent(ticket: Ticket, reply: Reply, context: { now: string; doubtful: boolean }): Change {
  const { replyId, reason = 'unknown' } = reply;
  const isAnswer = !reply.hide;
  const status =
    isAnswer && ticket.status === 'pending' && mayMove('pending', 'open', 'message') ? 'open' : ticket.status;
  const deed: Deed = { type: context.doubtful ? 'reply_doubtful' : 'reply_failed', replyId, reason };
  return { body: { ...ticket, status }, deed, by: reply.by, at: context.now, isWork: false };
}
