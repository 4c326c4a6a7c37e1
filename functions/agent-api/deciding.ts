import { ApiProblem } from '#contracts/agent-api-problems.ts';
import type { Change } from '#domain/apply-change.ts';
import type { CommandContext } from '#domain/commands.ts';
import { NotFoundError, StaleError } from '#domain/errors.ts';
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
export function contextOf({ clock, policy }: AgentApiPorts, { caller, ifMatch, body }: Asked): CommandContext {
  return { by: { kind: caller.kind, id: caller.id }, now: clock(), policy, ifMatch, why: body.why };
}

/** Tells the two kinds of stale apart: on the right version, it is the customer who has written meanwhile. */
export function decideAt<C>(ifMatch: number, command: (ticket: Ticket | undefined) => C) {
  return (ticket: Ticket | undefined): C => {
    try {
      return command(ticket);
    } catch (error) {
      if (!(error instanceof StaleError) || ticket?.workVersion !== ifMatch) throw error;
      throw new ApiProblem('unread-messages', error.message);
    }
  };
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
