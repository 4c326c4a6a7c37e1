import { readPersonalData } from '#domain/commands.ts';
import { NotFoundError } from '#domain/errors.ts';
import type { Ticket } from '#domain/ticket.ts';
import type { Call, Operation } from './call.ts';
import { assertMay } from './caller.ts';
import { changed } from './deciding.ts';
import type { AgentApiPorts } from './ports.ts';
import { detailOf } from './ticket-detail.ts';

/** Reads a ticket; whoever asks for personal data leaves a trace. */

type ReadCall = Call<'readTicket'>;

/** Tells the ticket that somebody reads personal data, before anything is shown. @throws {ApiProblem} 403 when they may not. */
async function readWithTrace(ports: AgentApiPorts, { parameters, caller }: ReadCall): Promise<Ticket> {
  assertMay(caller, 'personal_data:read');
  const context = { by: { kind: caller.kind, id: caller.id }, now: ports.clock() };
  return changed(ports, parameters.ticketId, (before) => readPersonalData(before, context));
}

async function readPlainly({ tickets }: AgentApiPorts, { parameters }: ReadCall): Promise<Ticket> {
  const ticket = await tickets.get(parameters.ticketId);
  if (!ticket) throw new NotFoundError('There is no such ticket.');
  return ticket;
}

/** Reads a ticket. The ticket comes first, so that its ETag and `lastMessageSeen` are never newer than what is shown. */
export function readTicket(ports: AgentApiPorts): Operation<'readTicket'> {
  return async (call) => {
    const reveals = call.query.reveal === 'personal_data';
    const ticket = reveals ? await readWithTrace(ports, call) : await readPlainly(ports, call);
    const files = call.caller.permissions.has('media:read');
    const body = await detailOf(ports, ticket, { personalData: reveals, files });
    return { body, workVersion: ticket.workVersion };
  };
}
