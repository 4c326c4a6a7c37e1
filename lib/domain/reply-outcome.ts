import type { Change } from '#domain/apply-change.ts';
import type { Deed } from '#domain/entry.ts';
import { foldHeard, refOf } from '#domain/fold.ts';
import type { Message } from '#domain/message.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import type { Reply } from '#domain/reply.ts';
import { mayMove } from '#domain/status.ts';
import type { Ticket } from '#domain/ticket.ts';

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
  const deed: Deed = { type: 'reply_sent', replyId: sent.reply.replyId, message: refOf(sent) };
  if (sent.alreadyHeard) return { body: ticket, deed, by: sent.reply.by, at: context.now, isWork: false };
  const heard = foldHeard(ticket, [{ message: sent.message }], { ...context, ticketId: ticket.id });
  return { ...heard, deed, by: sent.reply.by };
}

/** A reply that did not arrive leaves the customer unanswered: a waiting ticket comes back to the queue. */
export function replyUnsent(ticket: Ticket, reply: Reply, context: { now: string; doubtful: boolean }): Change {
  const { replyId, reason = 'unknown' } = reply;
  const status = ticket.status === 'pending' && mayMove('pending', 'open', 'message') ? 'open' : ticket.status;
  const deed: Deed = { type: context.doubtful ? 'reply_doubtful' : 'reply_failed', replyId, reason };
  return { body: { ...ticket, status }, deed, by: reply.by, at: context.now, isWork: false };
}
