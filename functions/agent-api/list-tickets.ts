import { ApiProblem } from '#contracts/agent-api-problems.ts';
import { isInWork } from '#domain/status.ts';
import type { Call, Operation } from './call.ts';
import { refusal } from './mistakes.ts';
import type { AgentApiPorts } from './ports.ts';
import { ticketViewOf } from './views.ts';

/** The queue, page by page. */

type ListCall = Call<'listTickets'>;

/** Agents are listed with the work they have in hand; what is done is found by its status. */
function assertListable({ query: { assignee, status } }: ListCall): void {
  if (!assignee || !status || isInWork(status)) return;
  const mend = 'List by status alone, or an assignee with a status of work: new, open, pending, on_hold.';
  throw refusal({ in: 'query', pointer: '/status', detail: 'Not listed by assignee.', mend });
}

function filterOf({ query: { status, assignee, priority }, caller }: ListCall) {
  return { status, assignee: assignee === 'me' ? caller.id : assignee, priority };
}

/** Lists tickets by status, assignee (`me` is the caller) and priority, most pressing first. */
export function listTickets(ports: AgentApiPorts): Operation<'listTickets'> {
  const { tickets, cursors, clock } = ports;
  return async (call) => {
    assertListable(call);
    const { cursor, limit } = call.query;
    const filter = filterOf(call);
    // Who `me` is has been said by now: another agent's cursor belongs to another list.
    const scope = { list: JSON.stringify([filter.status, filter.assignee, filter.priority]), now: clock() };
    const after = cursor && (await cursors.open(cursor, scope));
    if (cursor && after === undefined) {
      throw new ApiProblem('invalid-cursor', 'Use `next` of a page of this very list, within a day, or start anew.');
    }
    const page = await tickets.list({ ...filter, limit, after });
    const next = page.next && (await cursors.seal(page.next, scope));
    return { body: { tickets: page.tickets.map((ticket) => ticketViewOf(ports, ticket)), next } };
  };
}
