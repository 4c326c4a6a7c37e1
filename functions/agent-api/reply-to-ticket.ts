import { queueReply, type SeenContext } from '#domain/commands.ts';
import { NotFoundError } from '#domain/errors.ts';
import type { Reply } from '#domain/reply.ts';
import type { Ticket } from '#domain/ticket.ts';
import { lastVenue } from '#domain/venue.ts';
import type { Answer, Call, Operation } from './call.ts';
import { contextOf } from './deciding.ts';
import { assertSameRequest, isQueued } from './earlier-reply.ts';
import type { AgentApiPorts } from './ports.ts';
import { draftReply } from './reply-draft.ts';
import { replyViewOf } from './views.ts';

/**
 * Queues an answer: the reply is kept first, where it does nothing; the ticket's entry then makes it count, and the
 * change feed carries it to the outbox. A retry finds what was done and completes what was not.
 */

type ReplyCall = Call<'replyToTicket'>;
type Queueing = SeenContext & { readonly replyId: string };

async function accepted({ tickets }: AgentApiPorts, reply: Reply): Promise<Answer<'replyToTicket'>> {
  const ticket = await tickets.get(reply.ticketId);
  return { body: replyViewOf(reply), workVersion: ticket?.workVersion };
}

/** The reply that an earlier request with this key has queued. */
async function queuedBefore(ports: AgentApiPorts, call: ReplyCall): Promise<Reply | undefined> {
  const { parameters, idempotencyKey, body } = call;
  if (idempotencyKey === undefined) return undefined;
  const reply = await ports.replies.get(parameters.ticketId, idempotencyKey);
  if (!reply || !(await isQueued(ports, parameters.ticketId, idempotencyKey))) return undefined;
  await assertSameRequest(ports, reply, body);
  return reply;
}

/** Decides on the ticket as it stands, before anything is written: a refused answer leaves no trace. */
async function drafted(ports: AgentApiPorts, call: ReplyCall, context: Queueing): Promise<Reply> {
  const ticket = await ports.tickets.get(call.parameters.ticketId);
  if (!ticket) throw new NotFoundError('There is no such ticket.');
  queueReply(ticket, context);
  const answered = await answeredOn(ports, ticket);
  return draftReply(ports, ticket, { call, replyId: context.replyId, ...answered });
}

/** The message that an answer goes to, and the answers to it that were sent or may yet be. */
async function answeredOn(ports: AgentApiPorts, ticket: Ticket) {
  const { lastIn, id: ticketId } = ticket;
  if (!lastIn) return { answered: undefined, before: [] };
  const { account } = lastVenue(ticket);
  const [[filed], replies] = await Promise.all([
    ports.messages.getAll([{ account, id: lastIn.id }]),
    ports.replies.ofTicket(ticketId),
  ]);
  const alike = replies.filter(
    ({ inReplyTo, hide, state, ...reply }) =>
      reply.account === account && inReplyTo === lastIn.id && !hide && state !== 'failed',
  );
  const queued = await Promise.all(alike.map(({ replyId }) => isQueued(ports, ticketId, replyId)));
  return { answered: filed?.message, before: alike.filter((_, index) => queued[index]) };
}

/** Keeps the reply, or brings one that was kept and never queued up to the ticket as it is now. */
async function kept(ports: AgentApiPorts, draft: Reply, body: ReplyCall['body']): Promise<Reply> {
  const reply = await ports.replies.put(draft);
  await assertSameRequest(ports, reply, body);
  if (reply.updatedAt === draft.updatedAt) return reply;
  await ports.replies.advance(draft, { state: 'queued', attempt: 0 });
  return draft;
}

async function queued(ports: AgentApiPorts, call: ReplyCall): Promise<Reply> {
  const { parameters, body } = call;
  const replyId = call.idempotencyKey ?? ports.newId();
  const context = { ...contextOf(ports, { ...call, body: {} }), lastMessageSeen: body.lastMessageSeen, replyId };
  const reply = await kept(ports, await drafted(ports, call, context), body);
  await ports.tickets.change(parameters.ticketId, (ticket) => queueReply(ticket, context));
  return reply;
}

/** Answers the customer; with an `Idempotency-Key`, at most once. */
export function replyToTicket(ports: AgentApiPorts): Operation<'replyToTicket'> {
  return async (call) => {
    const earlier = await queuedBefore(ports, call);
    if (earlier) return accepted(ports, earlier);
    try {
      return await accepted(ports, await queued(ports, call));
    } catch (error) {
      // The same request may have come twice at once, and the other one was faster.
      const twin = await queuedBefore(ports, call);
      if (twin) return accepted(ports, twin);
      throw error;
    }
  };
}
