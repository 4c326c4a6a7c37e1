import type { Change } from '#domain/apply-change.ts';
import { assign, claim, giveToTeam, moveTo, release } from '#domain/commands.ts';
import type { Ticket } from '#domain/ticket.ts';
import type { Operation } from './call.ts';
import { changed, contextOf } from './deciding.ts';
import type { AgentApiPorts } from './ports.ts';
import { ticketViewOf } from './views.ts';

/** Claim, release, assign, status: one command of the domain each. */

type Decide = (ticket: Ticket | undefined) => Change | undefined;

interface Named {
  readonly parameters: { readonly ticketId: string };
}

async function work(ports: AgentApiPorts, { parameters }: Named, decide: Decide) {
  const ticket = await changed(ports, parameters.ticketId, decide);
  return { body: ticketViewOf(ports, ticket), workVersion: ticket.workVersion };
}

/** Takes an unowned ticket for the caller. */
export function claimTicket(ports: AgentApiPorts): Operation<'claimTicket'> {
  return async (call) => {
    const context = contextOf(ports, call);
    return work(ports, call, (ticket) => claim(ticket, context));
  };
}

/** Gives a ticket back; whoever may assign may free another's. */
export function releaseTicket(ports: AgentApiPorts): Operation<'releaseTicket'> {
  return async (call) => {
    const mayReleaseOthers = call.caller.permissions.has('tickets:assign');
    const context = { ...contextOf(ports, call), mayReleaseOthers };
    return work(ports, call, (ticket) => release(ticket, context));
  };
}

/** Hands a ticket to an agent; `me` is the caller, as in lists. */
export function assignTicket(ports: AgentApiPorts): Operation<'assignTicket'> {
  return async (call) => {
    const to = call.body.assignee === 'me' ? call.caller.id : call.body.assignee;
    const context = { ...contextOf(ports, call), to };
    return work(ports, call, (ticket) => assign(ticket, context));
  };
}

/** Gives a ticket to a team, or to none. */
export function giveTicketToTeam(ports: AgentApiPorts): Operation<'giveTicketToTeam'> {
  return async (call) => {
    const context = { ...contextOf(ports, call), team: call.body.team };
    return work(ports, call, (ticket) => giveToTeam(ticket, context));
  };
}

/** Moves a ticket by the transition table. */
export function setStatus(ports: AgentApiPorts): Operation<'setStatus'> {
  return async (call) => {
    const { status: to, lastMessageSeen } = call.body;
    const context = { ...contextOf(ports, call), to, lastMessageSeen };
    return work(ports, call, (ticket) => moveTo(ticket, context));
  };
}
