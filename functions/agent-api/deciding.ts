import type { Change } from '#domain/apply-change.ts';
import type { CommandContext } from '#domain/commands.ts';
import { NotFoundError } from '#domain/errors.ts';
import type { Ticket } from '#domain/ticket.ts';
import type { Caller } from './caller.ts';
import type { AgentApiPorts } from './ports.ts';

/** How a command of the domain is put to a ticket. */

interface Asked {
  readonly caller: Caller;
  readonly ifMatch: number;
  readonly body: { readonly why?: string | undefined };
}

/** What a command is told of the request. */
export function contextOf({ clock }: AgentApiPorts, { caller, ifMatch, body }: Asked): CommandContext {
  return { by: { kind: caller.kind, id: caller.id }, now: clock(), ifMatch, why: body.why };
}

/** Changes a ticket by a command. @returns the ticket as it stands then. */
export async function changed(
  { tickets }: AgentApiPorts,
  ticketId: string,
  decide: (ticket: Ticket | undefined) => Change | undefined,
): Promise<Ticket> {
  const { ticket } = await tickets.change(ticketId, decide);
  if (!ticket) throw new NotFoundError('There is no such ticket.');
  return ticket;
}
