import { TransientError } from '#domain/errors.ts';
import type { Reply } from '#domain/reply.ts';
import type { SendReplyPorts } from './ports.ts';

/** Writing down how far a reply has come, against whoever else may be at it. */

export type Next = Partial<Reply>;

const after = (reply: Reply, next: Next, now: string): Reply => ({ ...reply, ...next, updatedAt: now });

/** Moves a reply on. @throws {TransientError} when somebody was faster: the redelivery finds what they did. */
export async function advanced({ replies, clock }: SendReplyPorts, reply: Reply, next: Next): Promise<Reply> {
  const moved = after(reply, next, clock());
  if (await replies.advance(moved, { state: reply.state, attempt: reply.attempt })) return moved;
  throw new TransientError('another delivery has moved the reply');
}

const hasArrived = (before: Reply, { state, sentParts }: Reply): boolean =>
  state === 'sent' || (sentParts?.length ?? 0) > (before.sentParts?.length ?? 0);

/** What came back is true whatever happened to the lease meanwhile: a reply given up as doubtful is known again. */
export async function recorded(ports: SendReplyPorts, leased: Reply, next: Next): Promise<Reply> {
  const { replies, clock } = ports;
  const moved = after(leased, next, clock());
  const { attempt } = leased;
  if (await replies.advance(moved, { state: 'sending', attempt })) return moved;
  if (hasArrived(leased, moved) && (await replies.advance(moved, { state: 'doubtful', attempt }))) return moved;
  throw new TransientError('another delivery has moved the reply');
}

/** What the reply is after a part was sent: ready for the next one, or sent as a whole. */
export function withPart(next: Next, { parts = [], sentParts = [] }: Reply, at: string): Next {
  const { messageId, state } = next;
  if (state !== 'sent' || messageId === undefined || sentParts.length + 1 >= parts.length) return next;
  return { ...next, state: 'queued', messageId: undefined, sentParts: [...sentParts, { messageId, at }] };
}
