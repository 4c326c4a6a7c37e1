import type { OutboundEnvelope } from '#contracts/outbound.ts';
import { createConclude } from '#domain/conclude-reply.ts';
import { PermanentError, TransientError } from '#domain/errors.ts';
import { decideSend, type Reply } from '#domain/reply.ts';
import type { Facts } from '#functions/shell/log.ts';
import type { Platform } from '#platforms/platform.ts';
import { advanced, attemptToSend } from './attempt.ts';
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
  const ticket = await ports.tickets.get(reply.ticketId);
  if (!ticket) throw new PermanentError('ticket_unknown');
  const refusal = refusalOf(reply, ticket);
  if (!refusal) return attemptToSend(ports, reply, platform);
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

/**
 * @returns the story of one message of the outbound queue.
 * @throws {TransientError} when the reply must be tried again. @throws {PermanentError} when nothing can mend it.
 */
export const createSendReply = (ports: SendReplyPorts) => {
  const conclude = createConclude(ports);
  return async (envelope: OutboundEnvelope): Promise<'sent' | 'failed' | 'doubtful'> => {
    const before = await replyOf(ports, envelope);
    const reply = await carried(ports, before);
    const state = await conclude(reply);
    if (state !== 'sent') ports.log.warn('reply not sent', factsOf(reply));
    if (state === 'queued' || state === 'sending') throw new TransientError('the platform asks to try again');
    if (reply !== before) ports.count(COUNTED[state]);
    return state;
  };
};
