import type { MessageView } from '#contracts/agent-api-views.ts';
import { readPersonalData } from '#domain/commands.ts';
import type { Entry } from '#domain/entry.ts';
import { NotFoundError } from '#domain/errors.ts';
import { heardIn } from '#domain/merge.ts';
import { comparePositions } from '#domain/message.ts';
import type { Ticket } from '#domain/ticket.ts';
import type { Call, Operation } from './call.ts';
import { assertMay } from './caller.ts';
import { changed } from './deciding.ts';
import { messageViewOf } from './message-view.ts';
import type { AgentApiPorts } from './ports.ts';
import { DISCREET, type Sight } from './sight.ts';
import { entryViewOf, noteViewOf, replyViewOf, ticketViewOf } from './views.ts';

/** A ticket with all that was said and done on it. */

type ReadCall = Call<'readTicket'>;

async function messagesOf(
  { messages }: AgentApiPorts,
  { account, history }: { readonly account: string; readonly history: readonly Entry[] },
  sight: Sight,
): Promise<MessageView[]> {
  const keys = heardIn(history).map(({ id }) => ({ account, id }));
  const [filed, amendments] = await Promise.all([messages.getAll(keys), messages.amendmentsOf(keys)]);
  return filed.map((each) => messageViewOf(each, amendments.get(each.message.id) ?? [], sight)).sort(comparePositions);
}

/** The notes and replies that history tells of; one whose write was cut short before its entry never happened. */
function toldOf(history: readonly Entry[]) {
  return {
    notes: new Set(history.flatMap(({ deed }) => (deed.type === 'noted' ? deed.noteId : []))),
    replies: new Set(history.flatMap(({ deed }) => (deed.type === 'reply_queued' ? deed.replyId : []))),
  };
}

/** @throws {ApiProblem} 403 when personal data is asked for that the caller may not read. */
function sightOf({ query, caller }: ReadCall): Sight {
  if (query.reveal === undefined) return DISCREET;
  assertMay(caller, 'personal_data:read');
  return { ...DISCREET, personalData: true };
}

/** The ticket as it stands; first it is told that somebody reads personal data, so that nobody does without a trace. */
async function ticketFor(ports: AgentApiPorts, { parameters, caller }: ReadCall, sight: Sight): Promise<Ticket> {
  const by = { kind: caller.kind, id: caller.id };
  const context = { by, now: ports.clock() };
  if (sight.personalData) return changed(ports, parameters.ticketId, (before) => readPersonalData(before, context));
  const ticket = await ports.tickets.get(parameters.ticketId);
  if (!ticket) throw new NotFoundError('There is no such ticket.');
  return ticket;
}

/** Reads a ticket. The ticket comes first, so that its ETag and `lastMessageSeen` are never newer than what is shown. */
export function readTicket(ports: AgentApiPorts): Operation<'readTicket'> {
  return async (call) => {
    const sight = sightOf(call);
    const ticket = await ticketFor(ports, call, sight);
    const { id, account } = ticket;
    const history = await ports.tickets.history(id);
    const [messages, replies, notes] = await Promise.all([
      messagesOf(ports, { account, history }, sight),
      ports.replies.ofTicket(id),
      ports.notes.ofTicket(id),
    ]);
    const told = toldOf(history);
    const body = {
      ticket: ticketViewOf(ticket),
      messages,
      replies: replies.filter(({ replyId }) => told.replies.has(replyId)).map((reply) => replyViewOf(reply, sight)),
      notes: notes.filter(({ noteId }) => told.notes.has(noteId)).map((note) => noteViewOf(note, sight)),
      history: history.map((entry) => entryViewOf(entry, sight)),
    };
    return { body, workVersion: ticket.workVersion };
  };
}
