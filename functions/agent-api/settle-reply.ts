import { NotFoundError, RefusedError } from '#domain/errors.ts';
import { type Reply, replyKeyOf } from '#domain/reply.ts';
import { isBlind } from './blind.ts';
import type { Call, Operation } from './call.ts';
import type { AgentApiPorts } from './ports.ts';
import { replyViewOf } from './views.ts';

/** A person has looked at the platform and says whether a doubtful reply arrived. */

/** What a reply becomes by what a person saw. A sent one gets an id of our own: nobody knows the platform's. */
function settled(reply: Reply, outcome: 'sent' | 'not_sent', now: string): Reply {
  const common = { ...reply, leaseUntil: undefined, updatedAt: now };
  if (outcome === 'not_sent') return { ...common, state: 'failed' };
  const { parts = [], sentParts = [] } = reply;
  const messageId = `reply:${replyKeyOf(reply, sentParts.length)}`;
  if (sentParts.length + 1 >= parts.length) return { ...common, state: 'sent', messageId, reason: undefined };
  // Nobody has sent what comes after the part that was in doubt: the ticket says so, and a person goes on from there.
  return { ...common, state: 'failed', reason: PARTS_UNSENT, sentParts: [...sentParts, { messageId, at: now }] };
}

const PARTS_UNSENT = 'parts_unsent';

/** Said already, perhaps by this very request: what it left undone is completed. */
function isSaid({ state, reason }: Reply, outcome: 'sent' | 'not_sent'): boolean {
  const isPartly = state === 'failed' && reason === PARTS_UNSENT;
  return outcome === 'sent' ? state === 'sent' || isPartly : state === 'failed' && !isPartly;
}

async function settle(ports: AgentApiPorts, { parameters, body }: Call<'settleReply'>): Promise<Reply> {
  const reply = await ports.replies.get(parameters.ticketId, parameters.replyId);
  if (!reply) throw new NotFoundError('There is no such reply.');
  if (isSaid(reply, body.outcome)) return reply;
  const next = settled(reply, body.outcome, ports.clock());
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
