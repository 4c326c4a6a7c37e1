import type { Actor } from '#domain/actor.ts';
import type { Change } from '#domain/apply-change.ts';
import type { Deed, Entry } from '#domain/entry.ts';
import { heardIn, mergedInto } from '#domain/merge.ts';
import type { Message } from '#domain/message.ts';
import { outgoingMessage } from '#domain/outgoing-message.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import type { Clock, Decide, Messages, Replies, Threads, Tickets } from '#domain/ports.ts';
import type { Reply } from '#domain/reply.ts';
import { messageHidden, partSent, replySent, replyUnsent } from '#domain/reply-outcome.ts';
import type { Ticket } from '#domain/ticket.ts';
import { messageKeyOf } from '#domain/venue.ts';

/**
 * Tells a reply's ticket what became of it. Every step looks first whether it was taken before, so that a redelivery
 * completes what a crash has left undone and repeats nothing.
 */

/** What telling a ticket of its reply needs. */
export interface ConcludePorts {
  readonly replies: Replies;
  readonly messages: Messages;
  readonly threads: Threads;
  readonly tickets: Tickets;
  readonly clock: Clock;
}

/** Who says so, when it was not the platform. */
interface Said {
  readonly by: Actor;
  readonly why?: string | undefined;
}

const tells =
  (type: Deed['type'], replyId: string) =>
  ({ deed }: Entry): boolean =>
    deed.type === type && 'replyId' in deed && deed.replyId === replyId;

interface Telling {
  readonly deed: Deed['type'];
  readonly tell: (ticket: Ticket, history: readonly Entry[], policy: SlaPolicy) => Change;
}

/** Adds one entry to a ticket unless its history has it, even when two deliveries do so at once. */
async function tellOnce({ tickets }: ConcludePorts, reply: Reply, { deed, tell }: Telling): Promise<void> {
  const isTold = tells(deed, reply.replyId);
  const history = await tickets.history(reply.ticketId);
  if (history.some(isTold)) return;
  const decide: Decide = (ticket, later, { policy }) =>
    ticket && !later.some(isTold) ? tell(ticket, [...history, ...later], policy) : undefined;
  await tickets.change(reply.ticketId, decide, history.at(-1)?.revision ?? 0);
}

function signed(change: Change, said: Said | undefined): Change {
  return said ? { ...change, by: said.by, why: said.why } : change;
}

/** Points the talk's threads at the reply's ticket; an echo may have been faster, and opened a ticket of its own. */
async function pointThreads({ threads, tickets, clock }: ConcludePorts, reply: Reply, message: Message): Promise<void> {
  const { account, customerId, threadKeys: keys } = message;
  const { ticketId, opens } = reply;
  if (!opens) return void (await threads.resolve({ account, customerId, keys }, ticketId));
  for (const other of await threads.join({ account, customerId, keys }, ticketId)) {
    await tickets.change(other, (ticket) => withoutCustomer(ticket, { ticketId, now: clock() }));
  }
}

/** Ends a ticket on which nobody but the brand has spoken; one that has heard a customer is united when they write. */
function withoutCustomer(
  ticket: Ticket | undefined,
  { ticketId, now }: { ticketId: string; now: string },
): Change | undefined {
  const isEcho = ticket && !ticket.lastIn && ticket.status !== 'closed';
  return isEcho ? mergedInto(ticket, ticketId, now) : undefined;
}

/** Keeps the message that the reply became; its echo may have been faster, and then stands. */
async function keepMessage(ports: ConcludePorts, reply: Reply & { messageId: string }): Promise<Message> {
  const { account, inReplyTo, ticketId } = reply;
  const [answered] = await ports.messages.getAll([{ account, id: inReplyTo }]);
  const message = outgoingMessage(reply, answered?.message);
  const { filed } = await ports.messages.put({ message, ticketId });
  await pointThreads(ports, reply, message);
  return filed.message;
}

const isHeard = (history: readonly Entry[], ticket: Ticket, message: Message): boolean =>
  heardIn(history).some((ref) => ref.id === message.id && messageKeyOf(ref, ticket).account === message.account);

/** The ticket hears each part that was sent, once; the last part is told with the reply. */
async function concludeParts(ports: ConcludePorts, reply: Reply): Promise<void> {
  const { parts, sentParts } = reply;
  if (!parts || !sentParts) return;
  const known = await ports.tickets.history(reply.ticketId);
  for (const [index, { messageId, at }] of sentParts.entries()) {
    if (parts[index] === undefined || heardIn(known).some(({ id }) => id === messageId)) continue;
    const message = await keepMessage(ports, { ...reply, messageId, text: parts[index], updatedAt: at });
    const decide: Decide = (ticket, history, { policy }) =>
      ticket && !isHeard(history, ticket, message)
        ? partSent(ticket, { reply, message }, { now: ports.clock(), policy })
        : undefined;
    await ports.tickets.change(reply.ticketId, decide, 0);
  }
}

async function concludeSent(ports: ConcludePorts, reply: Reply & { messageId: string }, said?: Said): Promise<void> {
  // The words leave last: without them, everything has been done.
  if (reply.text === undefined) return;
  const message = await keepMessage(ports, { ...reply, text: reply.parts?.at(-1) ?? reply.text });
  const tell: Telling['tell'] = (ticket, history, policy) => {
    const alreadyHeard = isHeard(history, ticket, message);
    const context = { now: ports.clock(), policy };
    return signed(replySent(ticket, { reply, message, alreadyHeard }, context), said);
  };
  await tellOnce(ports, reply, { deed: 'reply_sent', tell });
  const { state, attempt } = reply;
  await ports.replies.advance({ ...reply, text: undefined, parts: undefined }, { state, attempt });
}

async function concludeHidden(ports: ConcludePorts, reply: Reply, said?: Said): Promise<void> {
  const tell: Telling['tell'] = (ticket) => signed(messageHidden(ticket, reply, ports.clock()), said);
  await tellOnce(ports, reply, { deed: 'message_hidden', tell });
}

async function concludeUnsent(ports: ConcludePorts, reply: Reply, said?: Said): Promise<void> {
  const doubtful = reply.state === 'doubtful';
  const tell: Telling['tell'] = (ticket) => signed(replyUnsent(ticket, reply, { now: ports.clock(), doubtful }), said);
  await tellOnce(ports, reply, { deed: doubtful ? 'reply_doubtful' : 'reply_failed', tell });
}

const hasMessageId = (reply: Reply): reply is Reply & { messageId: string } => reply.messageId !== undefined;

/**
 * @returns what completes a reply that is sent, failed or doubtful. Of one that is still under way the ticket hears the
 * parts that were sent, and nothing else.
 */
export const createConclude =
  (ports: ConcludePorts) =>
  async (reply: Reply, said?: Said): Promise<Reply['state']> => {
    await concludeParts(ports, reply);
    if (reply.state === 'sent' && reply.hide) await concludeHidden(ports, reply, said);
    else if (reply.state === 'sent' && hasMessageId(reply)) await concludeSent(ports, reply, said);
    if (reply.state === 'failed' || reply.state === 'doubtful') await concludeUnsent(ports, reply, said);
    return reply.state;
  };
