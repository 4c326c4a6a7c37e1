import type { MessageView } from '#contracts/agent-api-views.ts';
import type { Entry } from '#domain/entry.ts';
import { NotFoundError } from '#domain/errors.ts';
import { heardIn } from '#domain/merge.ts';
import { comparePositions } from '#domain/message.ts';
import type { Operation } from './call.ts';
import { messageViewOf } from './message-view.ts';
import type { AgentApiPorts } from './ports.ts';
import { entryViewOf, noteViewOf, replyViewOf, ticketViewOf } from './views.ts';

/** A ticket with all that was said and done on it. */

async function messagesOf(
  { messages }: AgentApiPorts,
  account: string,
  history: readonly Entry[],
): Promise<MessageView[]> {
  const keys = heardIn(history).map(({ id }) => ({ account, id }));
  const [filed, amendments] = await Promise.all([messages.getAll(keys), messages.amendmentsOf(keys)]);
  return filed.map((each) => messageViewOf(each, amendments.get(each.message.id) ?? [])).sort(comparePositions);
}

/** The notes and replies that history tells of; one whose write was cut short before its entry never happened. */
function toldOf(history: readonly Entry[]) {
  return {
    notes: new Set(history.flatMap(({ deed }) => (deed.type === 'noted' ? deed.noteId : []))),
    replies: new Set(history.flatMap(({ deed }) => (deed.type === 'reply_queued' ? deed.replyId : []))),
  };
}

/** Reads a ticket. The ticket comes first, so that its ETag and `lastMessageSeen` are never newer than what is shown. */
export function readTicket(ports: AgentApiPorts): Operation<'readTicket'> {
  return async ({ parameters: { ticketId } }) => {
    const ticket = await ports.tickets.get(ticketId);
    if (!ticket) throw new NotFoundError('There is no such ticket.');
    const history = await ports.tickets.history(ticketId);
    const [messages, replies, notes] = await Promise.all([
      messagesOf(ports, ticket.account, history),
      ports.replies.ofTicket(ticketId),
      ports.notes.ofTicket(ticketId),
    ]);
    const told = toldOf(history);
    const body = {
      ticket: ticketViewOf(ticket),
      messages,
      replies: replies.filter(({ replyId }) => told.replies.has(replyId)).map(replyViewOf),
      notes: notes.filter(({ noteId }) => told.notes.has(noteId)).map(noteViewOf),
      history: history.map(entryViewOf),
    };
    return { body, workVersion: ticket.workVersion };
  };
}
