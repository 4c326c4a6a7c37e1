import type { MessageView } from '#contracts/agent-api-messages.ts';
import type { Entry } from '#domain/entry.ts';
import { heardIn } from '#domain/merge.ts';
import { type Author, comparePositions } from '#domain/message.ts';
import type { FiledMessage } from '#domain/ports.ts';
import type { Ticket } from '#domain/ticket.ts';
import { messageKeyOf } from '#domain/venue.ts';
import { impersonalEntry, isBlind } from './blind.ts';
import type { Answer } from './call.ts';
import { labelsViewOf } from './labels-view.ts';
import { messageViewOf } from './message-view.ts';
import type { AgentApiPorts } from './ports.ts';
import { DISCREET, type Sight } from './sight.ts';
import { entryViewOf, noteViewOf, replyViewOf, ticketViewOf } from './views.ts';

/** A ticket with all that was said and done on it, as it may be seen. */

async function saidOn({ messages, labels }: AgentApiPorts, ticket: Ticket, history: readonly Entry[]) {
  const keys = heardIn(history).map((ref) => messageKeyOf(ref, ticket));
  const [filed, amendments, corrected] = await Promise.all([
    messages.getAll(keys),
    messages.amendmentsOf(keys),
    labels.of(keys),
  ]);
  return { filed, amendments, corrected };
}

type Said = Awaited<ReturnType<typeof saidOn>>;

/** The messages in order, with what people corrected of what they were found to say. */
function messageViewsOf({ filed, amendments, corrected }: Said, sight: Sight): MessageView[] {
  const views = filed.map((each): MessageView => {
    const { id } = each.message;
    const view = messageViewOf(each, amendments.get(id) ?? [], sight);
    const labels = corrected.get(id);
    return labels ? { ...view, labels: labelsViewOf(labels, sight) } : view;
  });
  return views.sort(comparePositions);
}

/** The notes and replies that history tells of; one whose write was cut short before its entry never happened. */
function toldOf(history: readonly Entry[]) {
  return {
    notes: new Set(history.flatMap(({ deed }) => (deed.type === 'noted' ? deed.noteId : []))),
    replies: new Set(history.flatMap(({ deed }) => (deed.type === 'reply_queued' ? deed.replyId : []))),
  };
}

/** Who wrote as the customer, each name and handle once. */
function customersIn(filed: readonly FiledMessage[]): Author[] {
  const authors = filed.flatMap(({ message: { direction, author } }) => (direction === 'in' ? author : []));
  return [...new Map(authors.map((author) => [`${author.handle}\n${author.name}`, author])).values()];
}

/** @param personalData whether it is shown as it was written */
export async function detailOf(
  ports: AgentApiPorts,
  ticket: Ticket,
  personalData: boolean,
): Promise<Answer<'readTicket'>['body']> {
  const { id } = ticket;
  const history = await ports.tickets.history(id);
  const [said, replies, notes] = await Promise.all([
    saidOn(ports, ticket, history),
    ports.replies.ofTicket(id),
    ports.notes.ofTicket(id),
  ]);
  const blind = isBlind(ports, ticket);
  const sight: Sight = { ...DISCREET, personalData, unnamed: blind ? customersIn(said.filed) : [] };
  const told = toldOf(history);
  return {
    ticket: ticketViewOf(ports, ticket),
    messages: messageViewsOf(said, sight),
    replies: replies.filter(({ replyId }) => told.replies.has(replyId)).map((reply) => replyViewOf(reply, sight)),
    notes: notes.filter(({ noteId }) => told.notes.has(noteId)).map((note) => noteViewOf(note, sight)),
    history: history.map((entry) => entryViewOf(blind ? impersonalEntry(entry) : entry, sight)),
  };
}
