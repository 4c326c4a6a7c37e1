import type { MessageView } from '#contracts/agent-api-messages.ts';
import type { Entry } from '#domain/entry.ts';
import { heardIn } from '#domain/merge.ts';
import { type Author, amended, comparePositions } from '#domain/message.ts';
import type { FiledMessage } from '#domain/ports.ts';
import type { Ticket } from '#domain/ticket.ts';
import { messageKeyOf } from '#domain/venue.ts';
import { attachmentViewsOf } from './attachment-view.ts';
import { impersonalEntry, isBlind } from './blind.ts';
import type { Answer } from './call.ts';
import { labelsViewOf } from './labels-view.ts';
import { messageViewOf } from './message-view.ts';
import type { AgentApiPorts } from './ports.ts';
import type { Sight } from './sight.ts';
import { entryViewOf, noteViewOf, replyViewOf, ticketViewOf } from './views.ts';

/** A ticket with all that was said and done on it, as it may be seen. */

async function saidOn({ messages, labels, media }: AgentApiPorts, ticket: Ticket, history: readonly Entry[]) {
  const keys = heardIn(history).map((ref) => messageKeyOf(ref, ticket));
  const [filed, amendments, corrected, pages] = await Promise.all([
    messages.getAll(keys),
    messages.amendmentsOf(keys),
    labels.of(keys),
    media.of(keys),
  ]);
  const hidden = new Set(history.flatMap(({ deed }) => (deed.type === 'message_hidden' ? deed.messageId : [])));
  return { filed, amendments, corrected, pages, hidden };
}

type Said = Awaited<ReturnType<typeof saidOn>>;

/** The messages in order, with what people corrected of what they were found to say. */
async function messageViewsOf(ports: AgentApiPorts, said: Said, sight: Sight): Promise<MessageView[]> {
  const { filed, amendments, corrected, pages, hidden } = said;
  const views = filed.map(async (each): Promise<MessageView> => {
    const { id } = each.message;
    const changes = amendments.get(id) ?? [];
    const labels = corrected.get(id);
    const carried = { message: amended(each.message, changes), page: pages.get(id) };
    const attachments = await attachmentViewsOf(ports, carried, sight);
    const isHidden = hidden.has(id) && { hidden: true as const };
    const view = { ...messageViewOf(each, changes, sight), attachments, ...isHidden };
    return labels ? { ...view, labels: labelsViewOf(labels, sight) } : view;
  });
  return (await Promise.all(views)).sort(comparePositions);
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

/** What of a ticket somebody may see, unless it is blind. */
type MaySee = Pick<Sight, 'personalData' | 'files'>;

/** @param maySee words as they were written, and files */
export async function detailOf(
  ports: AgentApiPorts,
  ticket: Ticket,
  { personalData, files }: MaySee,
): Promise<Answer<'readTicket'>['body']> {
  const { id } = ticket;
  const history = await ports.tickets.history(id);
  const [said, replies, notes] = await Promise.all([
    saidOn(ports, ticket, history),
    ports.replies.ofTicket(id),
    ports.notes.ofTicket(id),
  ]);
  const blind = isBlind(ports, ticket);
  const sight: Sight = { personalData, files: files && !blind, unnamed: blind ? customersIn(said.filed) : [] };
  const told = toldOf(history);
  return {
    ticket: ticketViewOf(ports, ticket),
    messages: await messageViewsOf(ports, said, sight),
    replies: replies.filter(({ replyId }) => told.replies.has(replyId)).map((reply) => replyViewOf(reply, sight)),
    notes: notes.filter(({ noteId }) => told.notes.has(noteId)).map((note) => noteViewOf(note, sight)),
    history: history.map((entry) => entryViewOf(blind ? impersonalEntry(entry) : entry, sight)),
  };
}
