import type { Change } from '#domain/apply-change.ts';
import type { Entry } from '#domain/entry.ts';
import { guardOfTicket } from '#domain/guard.ts';
import { acknowledgementId } from '#domain/promise/answer-promise.ts';
import { answeredAt } from '#domain/promise/grading.ts';
import type { Reply } from '#domain/reply.ts';
import { isInWork } from '#domain/status.ts';
import type { Ticket } from '#domain/ticket.ts';

/** Whether a customer is told what to expect, and the entry that lets it count. */

/** Whether the ticket still is what an acknowledgement of this episode may be said to, as far as the ticket knows. */
export function mayAcknowledge(ticket: Ticket, episode: number): boolean {
  if (!isInWork(ticket.status) || ticket.mergedInto || ticket.episode.number !== episode) return false;
  return guardOfTicket(ticket).verdict === 'may_speak';
}

const isQueued = (history: readonly Entry[], replyId: string): boolean =>
  history.some(({ deed }) => deed.type === 'reply_queued' && deed.replyId === replyId);

/** What is queued, and when. */
export interface Acknowledging {
  readonly reply: Pick<Reply, 'by'>;
  readonly episode: number;
  readonly askedAt: string;
  readonly now: string;
}

/** Commits an acknowledgement to be sent, once an episode; it leaves the ticket as it is. @param history whole. */
export function queueAcknowledgement(
  before: Ticket | undefined,
  history: readonly Entry[],
  { reply, episode, askedAt, now }: Acknowledging,
): Change | undefined {
  if (!before || !mayAcknowledge(before, episode)) return undefined;
  const replyId = acknowledgementId({ ticketId: before.id, episode });
  if (isQueued(history, replyId) || answeredAt(history, askedAt) !== undefined) return undefined;
  return { body: before, deed: { type: 'reply_queued', replyId }, by: reply.by, at: now, isWork: false };
}
