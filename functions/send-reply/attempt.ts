import { PermanentError, TransientError } from '#domain/errors.ts';
import type { Reply } from '#domain/reply.ts';
import type { ApiCall } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import type { Platform } from '#platforms/platform.ts';
import { nextState, outcomeOf } from './next-state.ts';
import type { SendReplyPorts } from './ports.ts';

/** One attempt to send: render, take the lease, send, write down what came back. */

/** Longer than any attempt may take: the sender gives up after ten seconds, the function after thirty. */
const LEASE_MS = 60_000;

type Next = Partial<
  Pick<Reply, 'state' | 'reason' | 'messageId' | 'leaseUntil' | 'attempt' | 'guardVerdict' | 'guardReasons'>
>;

const after = (reply: Reply, next: Next, now: string): Reply => ({ ...reply, ...next, updatedAt: now });

/** Moves a reply on. @throws {TransientError} when somebody was faster: the redelivery finds what they did. */
export async function advanced({ replies, clock }: SendReplyPorts, reply: Reply, next: Next): Promise<Reply> {
  const moved = after(reply, next, clock());
  if (await replies.advance(moved, { state: reply.state, attempt: reply.attempt })) return moved;
  throw new TransientError('another delivery has moved the reply');
}

async function targetOf({ messages }: SendReplyPorts, reply: Reply): Promise<ReplyTarget> {
  const { replyId, account, channel, visibility, customerId, text = '', inReplyTo, by } = reply;
  const [answered] = await messages.getAll([{ account, id: inReplyTo }]);
  const { author, answerWith, sentAt: lastInAt } = answered?.message ?? {};
  const words = { text, inReplyTo, answerWith, lastInAt, byPerson: by.kind !== 'automation' };
  return { replyId, account, channel, visibility, customerId, ...words, handle: author?.handle };
}

/** What came back is true whatever happened to the lease meanwhile: a reply given up as doubtful is known again. */
async function recorded(ports: SendReplyPorts, leased: Reply, next: Next): Promise<Reply> {
  const { replies, clock } = ports;
  const moved = after(leased, next, clock());
  const { attempt } = leased;
  if (await replies.advance(moved, { state: 'sending', attempt })) return moved;
  if (moved.state === 'sent' && (await replies.advance(moved, { state: 'doubtful', attempt }))) return moved;
  throw new TransientError('another delivery has moved the reply');
}

type Rendered = { readonly request: ApiCall } | { readonly reason: string };

/** What the platform will not even be asked: a person must write it anew. */
function rendered(platform: Platform, ...args: Parameters<Platform['renderReply']>): Rendered {
  try {
    return { request: platform.renderReply(...args) };
  } catch (error) {
    if (error instanceof PermanentError) return { reason: error.reason };
    throw error;
  }
}

/**
 * Sends a reply that is queued, or one on a keyed platform whose last attempt ended nobody knows how.
 * @returns the reply in its next state; `queued` or `sending` when it must be tried again.
 * @throws {TransientError} when another delivery holds the lease. @throws {PermanentError} without credentials.
 */
export async function attemptToSend(ports: SendReplyPorts, reply: Reply, platform: Platform): Promise<Reply> {
  const now = ports.clock();
  const target = await targetOf(ports, reply);
  const toSend = rendered(platform, target, await ports.credentialsOf(reply.account), Date.parse(now));
  const certainty = { keyed: platform.idempotentSend, unsure: reply.state === 'sending' };
  if ('reason' in toSend) {
    const refused = nextState({ kind: 'failed', reason: toSend.reason }, certainty, now);
    return advanced(ports, reply, refused);
  }
  const leaseUntil = new Date(Date.parse(now) + LEASE_MS).toISOString();
  const leased = await advanced(ports, reply, { state: 'sending', attempt: reply.attempt + 1, leaseUntil });
  const outcome = outcomeOf(await ports.send(toSend.request), (answer) => platform.readSendResponse(answer, target));
  return recorded(ports, leased, nextState(outcome, certainty, ports.clock()));
}
