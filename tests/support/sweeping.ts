import type { ItemStore } from '#adapters/table/item-store.ts';
import type { Repositories } from '#adapters/table/repositories.ts';
import { ticketItem } from '#adapters/table/ticket-item.ts';
import { applyChange } from '#domain/apply-change.ts';
import { foldHeard } from '#domain/fold.ts';
import { DEFAULT_SLA_BOOK } from '#domain/policy/book.ts';
import { DEFAULT_PRIORITY_POLICY } from '#domain/priority/default-policy.ts';
import type { Ticket } from '#domain/ticket.ts';
import { UNCOUNTED } from '#functions/shell/count.ts';
import { SILENT } from '#functions/shell/log.ts';
import { createWatchSla, type WatchPorts } from '#functions/watch-sla/watch-sla.ts';
import { customerMessage, heard } from '#tests/support/messages.ts';

/** Sweepers over a table, and tickets for them to find. */

/** A sweeper by default looks once a minute and never waits. */
export function sweeper(
  table: Pick<Repositories, 'tickets' | 'leases'>,
  given: Partial<WatchPorts> & Pick<WatchPorts, 'clock'>,
) {
  const { tickets, leases } = table;
  const ports = { tickets, leases, looksAMinute: 1, sleep: async () => {}, log: SILENT, count: UNCOUNTED };
  return createWatchSla({ ...ports, ...given });
}

/** A ticket whose first message came at an instant. */
export function ticketOpened(id: string, sentAt: string): Ticket {
  const message = heard(customerMessage({ id: `m-${id}`, sentAt }));
  const { policy } = DEFAULT_SLA_BOOK;
  const change = foldHeard(undefined, [message], { ticketId: id, now: sentAt, policy });
  const context = { history: [], book: DEFAULT_SLA_BOOK, priorityPolicy: DEFAULT_PRIORITY_POLICY };
  return applyChange(undefined, change, { changeId: `opened-${id}`, ...context });
}

/** Puts tickets straight into a table, without the work of hearing each. */
export async function putTickets(store: ItemStore, tickets: readonly Ticket[]): Promise<void> {
  await Promise.all(tickets.map((ticket) => store.put(ticketItem(ticket, DEFAULT_SLA_BOOK.policy))));
}

/** What was told of clocks, by the ids of the facts, in the order of a ticket's changes. */
export async function toldOf({ tickets }: Pick<Repositories, 'tickets'>, ids: readonly string[]): Promise<string[]> {
  const histories = await Promise.all(ids.map((id) => tickets.history(id).then((entries) => ({ id, entries }))));
  return histories.flatMap(({ id, entries }) =>
    entries.flatMap(({ told = [] }) =>
      told.map(({ fact, clock, episode, cycle, number }) => `${fact}/${id}/${clock}/${episode}/${cycle}/${number}`),
    ),
  );
}
