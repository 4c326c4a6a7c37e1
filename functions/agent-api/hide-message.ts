import { ApiProblem } from '#contracts/agent-api-problems.ts';
import type { MessageRef } from '#domain/entry.ts';
import { NotFoundError, RefusedError } from '#domain/errors.ts';
import { heardIn } from '#domain/merge.ts';
import { queueHiding } from '#domain/queue-hiding.ts';
import type { Reply } from '#domain/reply.ts';
import type { Ticket } from '#domain/ticket.ts';
import { platformOf, venueOf } from '#domain/venue.ts';
import type { Answer, Call, Operation } from './call.ts';
import { contextOf } from './deciding.ts';
import { isQueued } from './earlier-reply.ts';
import type { AgentApiPorts } from './ports.ts';
import { freshReply } from './reply-draft.ts';
import { replyViewOf } from './views.ts';

/** Hides a message: a reply without words, by the same outbox and into the same history. */

type HideCall = Call<'hideMessage'>;

async function ticketOf({ tickets }: AgentApiPorts, { parameters }: HideCall): Promise<Ticket> {
  const ticket = await tickets.get(parameters.ticketId);
  if (!ticket) throw new NotFoundError('There is no such ticket.');
  return ticket;
}

/** The customer's message, as the ticket heard it. @throws {NotFoundError} @throws {RefusedError} */
async function heardOn({ tickets }: AgentApiPorts, { id }: Ticket, messageId: string): Promise<MessageRef> {
  const heard = heardIn(await tickets.history(id)).find((ref) => ref.id === messageId);
  if (!heard) throw new NotFoundError('The ticket has no such message.');
  if (heard.direction === 'in') return heard;
  throw new RefusedError('own_message', "The brand's own message is not hidden: take it back on the platform.");
}

/** @throws {ApiProblem} where the platform can't hide, or others can't read it anyway. */
function assertHideable({ platformNamed }: AgentApiPorts, place: ReturnType<typeof venueOf>): void {
  const { account, channel, visibility } = place;
  const rules = platformNamed(platformOf(account))?.replies ?? {};
  const own = Object.hasOwn(rules, channel) ? rules[channel] : undefined;
  if (visibility === 'public' && own?.some(({ kind }) => kind === 'hide')) return;
  const mend =
    visibility === 'public' ? "Hide it in the platform's own app." : 'Nobody but the two of you can read it.';
  const delivery = { code: 'cannot_hide', mend };
  throw new ApiProblem('undeliverable', `Nothing can be hidden on ${channel} from here.`, {
    reason: delivery.code,
    delivery,
  });
}

/** A hiding of this message that is under way, or done. */
async function hiddenBefore(ports: AgentApiPorts, ticketId: string, messageId: string): Promise<Reply | undefined> {
  const replies = await ports.replies.ofTicket(ticketId);
  for (const reply of replies) {
    const isAlike = reply.hide && reply.inReplyTo === messageId && reply.state !== 'failed';
    if (isAlike && (await isQueued(ports, ticketId, reply.replyId))) return reply;
  }
  return undefined;
}

async function queued(ports: AgentApiPorts, call: HideCall, ticket: Ticket): Promise<Answer<'hideMessage'>> {
  const { ticketId, messageId } = call.parameters;
  const replyId = ports.newId();
  const context = { ...contextOf(ports, call), replyId, messageId };
  queueHiding(ticket, context);
  const heard = await heardOn(ports, ticket, messageId);
  const { account, channel, visibility, customerId } = heard.venue ?? venueOf(ticket);
  assertHideable(ports, { account, channel, visibility, customerId });
  const where = { account, channel, visibility, customerId, inReplyTo: messageId };
  const reply: Reply = { ticketId, replyId, ...where, hide: true, ...freshReply(call, context.now) };
  await ports.replies.put(reply);
  const { ticket: after } = await ports.tickets.change(ticketId, (before) => queueHiding(before, context));
  return { body: replyViewOf(reply), workVersion: after?.workVersion };
}

/** Hides a message; asked for again, it answers with what became of it. */
export function hideMessage(ports: AgentApiPorts): Operation<'hideMessage'> {
  return async (call) => {
    const ticket = await ticketOf(ports, call);
    const earlier = await hiddenBefore(ports, ticket.id, call.parameters.messageId);
    if (earlier) return { body: replyViewOf(earlier), workVersion: ticket.workVersion };
    return queued(ports, call, ticket);
  };
}
