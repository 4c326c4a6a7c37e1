import { createHash } from 'node:crypto';
import type { DryRunView } from '#contracts/agent-api-dry-run.ts';
import { ApiProblem } from '#contracts/agent-api-problems.ts';
import { clockChanges, rederived } from '#domain/clock-change.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import type { Ticket } from '#domain/ticket.ts';
import type { Call, Operation } from './call.ts';
import { draftBook } from './draft-book.ts';
import type { AgentApiPorts } from './ports.ts';

/** What would change now: each ticket in work is derived by the draft, page by page, and nothing is written. */

type Counts = DryRunView['counts'];
type Changed = DryRunView['tickets'][number];

/** Where the next page begins, and what was counted so far. */
interface Place {
  readonly after: string;
  readonly counts: Counts;
}

const NONE: Counts = { looked: 0, changed: 0, clocks: {} };
/** Histories read at once. */
const AT_ONCE = 20;

async function changedBy(ports: AgentApiPorts, ticket: Ticket, book: SlaBook): Promise<Changed[]> {
  const history = await ports.tickets.history(ticket.id);
  // What was written since the list was read is in the history already: it is derived as it stood then.
  const known = history.filter(({ revision }) => revision <= ticket.revision);
  const clocks = clockChanges(ticket, rederived(ticket, known, { book, now: ports.clock() }));
  const { id: ticketId, status, assessment } = ticket;
  const changes = clocks.map(({ effects, ...clock }) => ({ ...clock, effects: [...effects] }));
  return changes.length > 0 ? [{ ticketId, status, priority: assessment.priority, clocks: changes }] : [];
}

async function changedOf(ports: AgentApiPorts, tickets: readonly Ticket[], book: SlaBook): Promise<Changed[]> {
  const changed: Changed[] = [];
  for (let start = 0; start < tickets.length; start += AT_ONCE) {
    const some = tickets.slice(start, start + AT_ONCE);
    changed.push(...(await Promise.all(some.map((ticket) => changedBy(ports, ticket, book)))).flat());
  }
  return changed;
}

function counted(counts: Counts, looked: number, changed: readonly Changed[]): Counts {
  const clocks = { ...counts.clocks };
  for (const effect of changed.flatMap((each) => each.clocks.flatMap(({ effects }) => effects))) {
    clocks[effect] = (clocks[effect] ?? 0) + 1;
  }
  return { looked: counts.looked + looked, changed: counts.changed + changed.length, clocks };
}

/** A cursor belongs to this very draft over what was in force when its first page was made. */
function listOf({ body }: Call<'dryRunSla'>, inForce: string): string {
  const draft = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  return JSON.stringify(['dry-run', draft, inForce]);
}

/** @throws {ApiProblem} 400 when the cursor is of another draft, or something was put in force meanwhile. */
async function placeOf({ cursors }: AgentApiPorts, cursor: string | undefined, scope: { list: string; now: string }) {
  if (cursor === undefined) return undefined;
  const position = await cursors.open(cursor, scope);
  if (position !== undefined) return JSON.parse(position) as Place;
  throw new ApiProblem('invalid-cursor', 'Use `next` of a page of this very draft, within a day, or start anew.');
}

/** Tells what putting a draft in force would change on the tickets in work. */
export function dryRunSla(ports: AgentApiPorts): Operation<'dryRunSla'> {
  return async (call) => {
    const { book, inForce } = await draftBook(ports, call.body);
    const scope = { list: listOf(call, inForce), now: ports.clock() };
    const place = await placeOf(ports, call.query.cursor, scope);
    const { tickets, next: after } = await ports.tickets.list({ limit: call.query.limit, after: place?.after });
    const changed = await changedOf(ports, tickets, book);
    const counts = counted(place?.counts ?? NONE, tickets.length, changed);
    const next = after && (await ports.cursors.seal(JSON.stringify({ after, counts } satisfies Place), scope));
    return { body: { counts, tickets: changed, next } };
  };
}
