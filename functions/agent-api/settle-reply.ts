import { NotFoundError, RefusedError } from '#domain/errors.ts';
import type { Reply } from '#domain/reply.ts';
import { isBlind } from './blind.ts';
import type { Call, Operation } from './call.ts';
import type { AgentApiPorts } from './ports.ts';
import { replyViewOf } from './views.ts';

/** A person has looked at the platform and says whether a doubtful reply arrived. */

/** What a reply becomes by what a person saw. A sent one gets an id of our own: nobody knows the platform's. */
function settled(reply: Reply, outcome: 'sent' | 'not_sent', now: string): Reply {
  const common = { ...reply, leaseUntil: undefined, updatedAt: now };
  return outcome === 'sent'
    ? { ...common, state: 'sent', messageId: `reply:${reply.replyId}`, reason: undefined }
    : { ...common, state: 'failed' };
}

async function settle(ports: AgentApiPorts, { parameters, body }: Call<'settleReply'>): Promise<Reply> {
  const reply = await ports.replies.get(parameters.ticketId, parameters.replyId);
  if (!reply) throw new NotFoundError('There is no such reply.');
  const next = settled(reply, body.outcome, ports.clock());
  // Said already, perhaps by this very request: what it left undone is completed.
  if (reply.state === next.state) return reply;
  const { state, attempt } = reply;
  if (state === 'doubtful' && (await ports.replies.advance(next, { state, attempt }))) return next;
  throw new RefusedError('not_doubtful', 'The reply is not, or no longer, in doubt: read the ticket again.');
}

/** Settles a doubtful reply; the ticket learns of it as if the platform had answered. */
export function settleReply(ports: AgentApiPorts): Operation<'settleReply'> {
  return async (call) => {
    const reply = await settle(ports, call);
    const { caller, body } = call;
    await ports.concludeReply(reply, { by: { kind: caller.kind, id: caller.id }, why: body.why });
    const ticket = await ports.tickets.get(reply.ticketId);
    const text = ticket && isBlind(ports, ticket) ? undefined : reply.text;
    return { body: replyViewOf({ ...reply, text }), workVersion: ticket?.workVersion };
  };
}
