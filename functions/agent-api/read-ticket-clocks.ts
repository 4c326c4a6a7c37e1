import type { TicketClocksView } from '#contracts/agent-api-clocks.ts';
import { NotFoundError } from '#domain/errors.ts';
import { type ExplainedClock, explainedClocks } from '#domain/timeline/explained-clocks.ts';
import { isBlind } from './blind.ts';
import type { Operation } from './call.ts';
import type { AgentApiPorts } from './ports.ts';

/** Why a ticket's clocks are due when they are. */

/** @param blind the rule may name the customer's tier, which nobody sees before the ticket is claimed. */
function clockViewOf(explained: ExplainedClock, blind: boolean): TicketClocksView['clocks'][number] {
  const { runs, pauses, warnings, told, corrections, ...rest } = explained;
  const { targetMinutes, calendar, calendarVersion, policyVersion, rule, when, ...clock } = rest;
  return {
    ...clock,
    why: { targetMinutes, policyVersion, calendar, calendarVersion, ...(!blind && { rule, when }) },
    runs: [...runs],
    pauses: [...pauses],
    warnings: [...warnings],
    told: [...told],
    corrections: [...corrections],
  };
}

/** Derives every clock of a ticket: those that run by the book in force, those that are over by the one in force then. */
export function readTicketClocks(ports: AgentApiPorts): Operation<'readTicketClocks'> {
  return async ({ parameters: { ticketId } }) => {
    const ticket = await ports.tickets.get(ticketId);
    if (!ticket) throw new NotFoundError('There is no such ticket.');
    // A kept book may be older than the one by which the ticket was last derived, and would contradict it.
    const [history, book] = await Promise.all([ports.tickets.history(ticketId), ports.slaBook(ticket.updatedAt)]);
    const at = ports.clock();
    const { name, version } = book.policy;
    const clocks = explainedClocks(ticket, history, { book, now: at });
    const blind = isBlind(ports, ticket);
    const body = { ticketId, policy: { name, version }, at, clocks: clocks.map((each) => clockViewOf(each, blind)) };
    return { body, workVersion: ticket.workVersion };
  };
}
