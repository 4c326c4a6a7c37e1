import type { Actor } from '#domain/actor.ts';
import type { Change } from '#domain/apply-change.ts';
import type { Deed, Entry } from '#domain/entry.ts';
import { heardIn } from '#domain/merge.ts';
import type { Message } from '#domain/message.ts';
import { outgoingMessage } from '#domain/outgoing-message.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import type { Clock, Decide, Messages, Replies, Threads, Tickets } from '#domain/ports.ts';
import type { Reply } from '#domain/reply.ts';
import { replySent, replyUnsent } from '#domain/reply-outcome.ts';
import type { Ticket } from '#domain/ticket.ts';

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

/** Keeps the message that the reply became; its echo may have been faster, and then stands. */
async function keepMessage(
  { messages, threads }: ConcludePorts,
  reply: Reply & { messageId: string },
): Promise<Message> {
  const { account, customerId, inReplyTo, ticketId } = reply;
  const [answered] = await messages.getAll([{ account, id: inReplyTo }]);
  const message = outgoingMessage(reply, answered?.message);
  const { filed } = await messages.put({ message, ticketId });
  await threads.resolve({ account, customerId, keys: message.threadKeys }, ticketId);
  return filed.message;
}

async function concludeSent(ports: ConcludePorts, reply: Reply & { messageId: string }, said?: Said): Promise<void> {
  // The words leave last: without them, everything has been done.
  if (reply.text === undefined) return;
  const message = await keepMessage(ports, reply);
  const tell: Telling['tell'] = (ticket, history, policy) => {
    const alreadyHeard = heardIn(history).some(({ id }) => id === message.id);
    const context = { now: ports.clock(), policy };
    return signed(replySent(ticket, { reply, message, alreadyHeard }, context), said);
  };
  await tellOnce(ports, reply, { deed: 'reply_sent', tell });
  const { state, attempt } = reply;
  await ports.replies.advance({ ...reply, text: undefined }, { state, attempt });
}

async function concludeUnsent(ports: ConcludePorts, reply: Reply, said?: Said): Promise<void> {
  const doubtful = reply.state === 'doubtful';
  const tell: Telling['tell'] = (ticket) => signed(replyUnsent(ticket, reply, { now: ports.clock(), doubtful }), said);
  await tellOnce(ports, reply, { deed: doubtful ? 'reply_doubtful' : 'reply_failed', tell });
}

const hasMessageId = (reply: Reply): reply is Reply & { messageId: string } => reply.messageId !== undefined;

/** @returns what completes a reply that is sent, failed or doubtful; one that is still under way is left alone. */
export const createConclude =
  (ports: ConcludePorts) =>
  async (reply: Reply, said?: Said): Promise<Reply['state']> => {
    if (reply.state === 'sent' && hasMessageId(reply)) await concludeSent(ports, reply, said);
    if (reply.state === 'failed' || reply.state === 'doubtful') await concludeUnsent(ports, reply, said);
    return reply.state;
  };
