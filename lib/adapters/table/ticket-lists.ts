import type { IndexEntry, IndexQuery, ItemStore } from '#adapters/table/item-store.ts';
import { statusShards } from '#adapters/table/shards.ts';
import { queueKey, ticketOf } from '#adapters/table/ticket-item.ts';
import type { ListQuery } from '#domain/listing.ts';
import { isInWork, STATUSES } from '#domain/status.ts';
import type { Ticket } from '#domain/ticket.ts';

/** Lists by index: shards are read at once and merged by their sort key, which orders all of them alike. */

const bySort = (a: IndexEntry, b: IndexEntry): number => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0);

async function mergedPage(store: ItemStore, queries: readonly IndexQuery[], limit: number): Promise<IndexEntry[]> {
  const pages = await Promise.all(queries.map((query) => store.queryIndex(query)));
  return pages.flat().sort(bySort).slice(0, limit);
}

function indexQueries({ status, assignee, priority, limit, after }: ListQuery): IndexQuery[] {
  const page = { prefix: priority && `${priority}#`, after, limit };
  if (assignee !== undefined) return [{ index: 'byAssignee', partition: assignee, ...page }];
  const shards = status ? statusShards(status) : STATUSES.filter(isInWork).flatMap(statusShards);
  return shards.map((partition) => ({ index: 'byStatus', partition, ...page }));
}

/** The ticket as it stands decides whether it still belongs to the list; the index may be behind. */
function belongs(ticket: Ticket, { status, assignee, priority }: ListQuery): boolean {
  if (assignee !== undefined && ticket.assignee !== assignee) return false;
  if (priority !== undefined && ticket.assessment.priority !== priority) return false;
  return status === undefined ? isInWork(ticket.status) : ticket.status === status;
}

/** One page in queue order. `next` is the place in the index where the page ended, also when stale entries thinned it. */
export async function listTickets(
  store: ItemStore,
  query: ListQuery,
): Promise<{ tickets: Ticket[]; next?: string | undefined }> {
  const page = await mergedPage(store, indexQueries(query), query.limit);
  const items = await store.getAll(page.map(({ key }) => key));
  const tickets = items.map(ticketOf).filter((ticket) => belongs(ticket, query));
  const sorted = tickets.sort((a, b) => (queueKey(a) < queueKey(b) ? -1 : 1));
  return { tickets: sorted, next: page.length === query.limit ? page.at(-1)?.sort : undefined };
}
