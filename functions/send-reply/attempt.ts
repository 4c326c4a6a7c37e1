import type { Credentials } from '#domain/credentials.ts';
import type { FiledMessage } from '#domain/ports.ts';
import { type Reply, replyKeyOf } from '#domain/reply.ts';
import { faultOf } from '#functions/shell/log.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import type { Platform } from '#platforms/platform.ts';
import { credentialsFor, noteHealth } from './account.ts';
import { type Exchanged, exchanged, rendered, type Sending } from './exchange.ts';
import { advanced, recorded, withPart } from './move-on.ts';
import { nextState } from './next-state.ts';
import type { SendReplyPorts } from './ports.ts';
import { impatient, nextTurn, restBy, turnOf } from './turn.ts';

/** One attempt to send: render, take the lease, send, write down what came back. */

/** Longer than any attempt may take: the sender gives up after ten seconds, the function after thirty. */
const LEASE_MS = 60_000;

/** A reply that is to be sent. */
export interface Attempt {
  readonly reply: Reply;
  readonly platform: Platform;
  /** The message that it answers, when it is still kept. */
  readonly answered: FiledMessage | undefined;
}

/** What is to be sent next: the reply, or the next part of a long one. */
function targetOf({ reply, answered }: Attempt): ReplyTarget {
  const { account, channel, visibility, customerId, inReplyTo, by, hide, parts, sentParts = [] } = reply;
  const { author, answerWith, sentAt: lastInAt } = answered?.message ?? {};
  const part = sentParts.length;
  const text = parts?.[part] ?? reply.text ?? '';
  const words = { text, inReplyTo, answerWith, lastInAt, byPerson: by.kind !== 'automation', hide };
  const replyKey = replyKeyOf(reply, part);
  return { replyKey, account, channel, visibility, customerId, ...words, handle: author?.handle };
}

function sendingOf(attempt: Attempt): Sending {
  const { reply, platform, answered } = attempt;
  const isStep = reply.visibility === 'private' && answered?.message.visibility === 'public';
  return { reply, platform, target: targetOf(attempt), isStep };
}

const certaintyOf = ({ reply, platform }: Attempt | Sending) => ({
  keyed: platform.idempotentSend,
  unsure: reply.state === 'sending',
});

/** What an answer tells beside the reply's own end. That end is written down: nothing that goes wrong here may touch it. */
async function aftermath(ports: SendReplyPorts, sending: Sending, { answer, outcome }: Exchanged): Promise<void> {
  const { reply } = sending;
  try {
    await restBy(ports, sending, answer);
    await noteHealth(ports, reply, outcome);
  } catch (error) {
    ports.log.warn('account not noted', { replyId: reply.replyId, ...faultOf(error) });
  }
}

async function leasedAndSent(ports: SendReplyPorts, sending: Sending, credentials: Credentials): Promise<Reply> {
  const { reply, platform } = sending;
  const certainty = certaintyOf(sending);
  const now = ports.clock();
  const toSend = rendered(sending, credentials, now);
  if ('reason' in toSend) return advanced(ports, reply, nextState({ kind: 'failed', ...toSend }, certainty, now));
  if (sending.isStep) await ports.replies.mark(replyKeyOf(reply), { ticketId: reply.ticketId, at: now });
  const leaseUntil = new Date(Date.parse(now) + LEASE_MS).toISOString();
  const leased = await advanced(ports, reply, { state: 'sending', attempt: reply.attempt + 1, leaseUntil });
  const { request } = toSend;
  const told = await exchanged(ports, sending, { request, credentials });
  const outcome = impatient(told.outcome, reply, ports.clock());
  const next = withPart(nextState(outcome, certainty, ports.clock()), reply, ports.clock());
  // Some platforms name the customer's talk in every answer; only a private step has opened it.
  const opens = sending.isStep ? next.opens : undefined;
  const moved = await recorded(ports, leased, { ...next, opens, notBefore: undefined });
  await aftermath(ports, sending, { ...told, outcome });
  const notBefore = await nextTurn(ports, reply, { outcome, platform });
  return notBefore === undefined ? moved : advanced(ports, moved, { notBefore });
}

/**
 * Sends a reply that is queued, or one on a keyed platform whose last attempt ended nobody knows how, when it is its turn.
 * @returns the reply in its next state; `queued` or `sending` when it must be tried again, after `notBefore` if it says so.
 * @throws {TransientError} when another delivery holds the lease. @throws {PermanentError} without credentials.
 */
export async function attemptToSend(ports: SendReplyPorts, attempt: Attempt): Promise<Reply> {
  const { reply, platform } = attempt;
  const now = ports.clock();
  const turn = await turnOf(ports, reply, { platform, now });
  if (turn > now) return turn === reply.notBefore ? reply : advanced(ports, reply, { notBefore: turn });
  const found = await credentialsFor(ports, reply.account);
  if ('credentials' in found) return leasedAndSent(ports, sendingOf(attempt), found.credentials);
  const refused = { kind: 'failed', reason: found.refused } as const;
  return advanced(ports, reply, nextState(refused, certaintyOf(attempt), now));
}
