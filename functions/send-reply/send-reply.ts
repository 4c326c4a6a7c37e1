import type { OutboundEnvelope } from '#contracts/outbound.ts';
import { createConclude } from '#domain/conclude-reply.ts';
import { PermanentError, TransientError } from '#domain/errors.ts';
import { decideSend, type Reply } from '#domain/reply.ts';
import type { Facts } from '#functions/shell/log.ts';
import type { Platform } from '#platforms/platform.ts';
import { attemptToSend } from './attempt.ts';
import { advanced } from './move-on.ts';
import type { SendReplyPorts } from './ports.ts';
import { refusalOf } from './refusal.ts';

/** The outbox: carries a queued reply to its platform at most once, and its outcome back to the ticket. */

/** What the end of a reply counts as. */
const COUNTED = { sent: 'RepliesSent', failed: 'RepliesFailed', doubtful: 'RepliesDoubtful' } as const;

async function replyOf({ replies }: SendReplyPorts, { detail }: OutboundEnvelope): Promise<Reply> {
  const { ticketId, replyId } = detail.data;
  const reply = await replies.get(ticketId, replyId);
  if (!reply) throw new PermanentError('reply_unknown');
  return reply;
}

function platformOf({ platformNamed }: SendReplyPorts, { account }: Reply): Platform {
  const platform = platformNamed(account.slice(0, account.indexOf(':')));
  if (!platform) throw new PermanentError('platform_unknown');
  return platform;
}

/** Sends, unless the ticket forbids it by now. An attempt whose end is unknown cannot be called a failure. */
async function sendIfAllowed(ports: SendReplyPorts, reply: Reply, platform: Platform): Promise<Reply> {
  const { ticketId, account, inReplyTo: id } = reply;
  const [ticket, [answered]] = await Promise.all([
    ports.tickets.get(ticketId),
    ports.messages.getAll([{ account, id }]),
  ]);
  if (!ticket) throw new PermanentError('ticket_unknown');
  const refusal = refusalOf(reply, ticket, answered);
  if (!refusal) return attemptToSend(ports, { reply, platform, answered });
  return advanced(ports, reply, {
    state: reply.state === 'sending' ? 'doubtful' : 'failed',
    ...refusal,
    leaseUntil: undefined,
  });
}

/** What a log line may tell of a reply: ids, its platform's name and its state. */
function factsOf({ ticketId, replyId, account, state }: Reply): Facts {
  return { ticketId, replyId, platform: account.slice(0, account.indexOf(':')), state };
}

async function carried(ports: SendReplyPorts, reply: Reply): Promise<Reply> {
  const platform = platformOf(ports, reply);
  switch (decideSend(reply, ports.clock(), platform.idempotentSend)) {
    case 'send':
      return sendIfAllowed(ports, reply, platform);
    case 'doubtful':
      return advanced(ports, reply, { state: 'doubtful', reason: 'attempt_died', leaseUntil: undefined });
    case 'wait':
      throw new TransientError('another attempt holds the lease');
    case 'done':
      return reply;
  }
}

/** How long the parts of a long answer are sent in one go; the rest has its turn later. Milliseconds. */
const AT_ONE_GO_MS = 12_000;

const partsSent = ({ sentParts = [] }: Reply): number => sentParts.length;

/** Carries a reply as far as it goes: a long answer part by part, each told before the next is sent. */
async function carriedOn(ports: SendReplyPorts, before: Reply, conclude: (reply: Reply) => Promise<unknown>) {
  const untilMs = Date.parse(ports.clock()) + AT_ONE_GO_MS;
  let reply = await carried(ports, before);
  await conclude(reply);
  for (let sent = partsSent(before); partsSent(reply) > sent && reply.state === 'queued'; ) {
    if (Date.parse(ports.clock()) > untilMs) return { ...reply, notBefore: reply.notBefore ?? ports.clock() };
    sent = partsSent(reply);
    reply = await carried(ports, reply);
    await conclude(reply);
  }
  return reply;
}

/** A queue hides a fresh message for so long at most; who must wait longer is put off again. Seconds. */
const LONGEST_DELAY = 900;

const secondsUntil = (at: string, now: string): number =>
  Math.min(LONGEST_DELAY, Math.max(0, Math.ceil((Date.parse(at) - Date.parse(now)) / 1000)));

/**
 * @returns the story of one message of the outbound queue. `put_off`: it is on the queue again, as a fresh message, since
 * waiting for one's turn is no failure.
 * @throws {TransientError} when the reply must be tried again. @throws {PermanentError} when nothing can mend it.
 */
export const createSendReply = (ports: SendReplyPorts) => {
  const conclude = createConclude(ports);
  return async (envelope: OutboundEnvelope): Promise<'sent' | 'failed' | 'doubtful' | 'put_off'> => {
    const before = await replyOf(ports, envelope);
    const reply = await carriedOn(ports, before, conclude);
    const { state, notBefore } = reply;
    if (state === 'sent' || state === 'failed' || state === 'doubtful') {
      if (state !== 'sent') ports.log.warn('reply not sent', factsOf(reply));
      if (reply !== before) ports.count(COUNTED[state]);
      return state;
    }
    ports.log.info('reply not sent yet', factsOf(reply));
    if (notBefore === undefined) throw new TransientError('the platform asks to try again');
    await ports.putOff(envelope, secondsUntil(notBefore, ports.clock()));
    ports.count('RepliesPutOff');
    return 'put_off';
  };
};
