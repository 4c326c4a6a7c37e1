import { describe, expect, it } from 'vitest';
import type { Repositories } from '#adapters/table/repositories.ts';
import { TransientError } from '#domain/errors.ts';
import { foldHeard } from '#domain/fold.ts';
import type { IndexedTicket } from '#domain/listing.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import type { Tickets } from '#domain/ports.ts';
import type { WatchPorts } from '#functions/watch-sla/watch-sla.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { atMinute, customerMessage, heard, NOON } from '#tests/support/messages.ts';
import { sweeper } from '#tests/support/sweeping.ts';

const policy = DEFAULT_SLA_POLICY;
const MONTH = 30 * 24 * 60;

/** A table with this many tickets, each with its clocks running since noon: in a month two break and the priority rises. */
async function ticketsOpened(count: number) {
  const table = memoryTable();
  const { tickets } = table;
  for (let number = 0; number < count; number++) {
    const ticketId = `ticket-${String(number).padStart(4, '0')}`;
    const message = heard(customerMessage({ id: `m-${number}` }));
    await tickets.change(ticketId, (ticket) => foldHeard(ticket, [message], { ticketId, now: NOON, policy }));
  }
  return table;
}

const watching = (table: Repositories, given: Partial<WatchPorts> = {}) =>
  sweeper(table, { clock: () => atMinute(MONTH), ...given });

const marksOf = async ({ tickets }: Repositories, id: string): Promise<string[]> =>
  (await tickets.history(id)).map(({ deed }) => deed.type).filter((type) => type.startsWith('clock_'));

async function* pagesOf(...pages: (readonly IndexedTicket[])[]): AsyncGenerator<readonly IndexedTicket[]> {
  yield* pages;
}

describe('the sweep of a minute', () => {
  it('marks what is due, once, however often it runs', async () => {
    const table = await ticketsOpened(1);
    const sweep = watching(table);
    await expect(sweep()).resolves.toMatchObject({ looked: 1, marked: 3, failed: 0 });
    await expect(sweep()).resolves.toMatchObject({ looked: 0, marked: 0, failed: 0 });
    await expect(marksOf(table, 'ticket-0000')).resolves.toEqual(['clock_breached', 'clock_breached']);
  });

  it('counts each mark by its kind', async () => {
    const table = await ticketsOpened(1);
    const counted: string[] = [];
    const count: WatchPorts['count'] = (name) => void counted.push(name);
    const { firstResponse } = (await table.tickets.get('ticket-0000'))?.clocks ?? {};
    const minutes = (at = NOON) => (Date.parse(at) - Date.parse(NOON)) / 60_000;
    const warned = atMinute(minutes(firstResponse?.warnings?.[0]?.at));
    await watching(table, { clock: () => warned, count })();
    await watching(table, { count })();
    expect(counted).toEqual(['ClocksWarned', 'TicketsReprioritised', 'ClocksBreached', 'ClocksBreached']);
  });

  it('marks once when two sweeps run at once: one holds the lease, the other leaves the look to it', async () => {
    const table = await ticketsOpened(3);
    const swept = await Promise.all([watching(table)(), watching(table)()]);
    expect(swept.reduce((sum, { marked }) => sum + marked, 0)).toBe(9);
    expect(swept.map(({ looks }) => looks).sort()).toEqual([0, 1]);
    await expect(marksOf(table, 'ticket-0002')).resolves.toHaveLength(2);
  });

  it('leaves alone what is not due yet', async () => {
    const table = await ticketsOpened(3);
    await expect(watching(table, { clock: () => atMinute(1) })()).resolves.toMatchObject({ looked: 0, marked: 0 });
  });

  it('looks at every due ticket, page after page, each once', async () => {
    const table = await ticketsOpened(450);
    const looked: string[] = [];
    const change: Tickets['change'] = (id, decide, since) => {
      looked.push(id);
      return table.tickets.change(id, decide, since);
    };
    await expect(watching(table, { tickets: { due: table.tickets.due, change } })()).resolves.toMatchObject({
      looked: 450,
      marked: 1350,
    });
    expect(new Set(looked).size).toBe(450);
  });

  it('ends, and marks nothing twice, while the index goes on showing what was done', async () => {
    const table = await ticketsOpened(5);
    const stale: (readonly IndexedTicket[])[] = [];
    for await (const page of table.tickets.due(atMinute(MONTH), 100)) stale.push(page);
    const sweep = watching(table, { tickets: { due: () => pagesOf(...stale), change: table.tickets.change } });
    await expect(sweep()).resolves.toMatchObject({ looked: 5, marked: 15 });
    await expect(sweep()).resolves.toMatchObject({ looked: 5, marked: 0, failed: 0 });
    await expect(marksOf(table, 'ticket-0001')).resolves.toHaveLength(2);
  });

  it('bears an index that shows a ticket which is gone', async () => {
    const table = await ticketsOpened(1);
    const due = () => pagesOf([{ id: 'gone', dueAt: NOON }]);
    await expect(watching(table, { tickets: { due, change: table.tickets.change } })()).resolves.toMatchObject({
      looked: 1,
      marked: 0,
    });
  });

  it('goes on past a ticket that fails, and leaves that one to the next sweep', async () => {
    const table = await ticketsOpened(3);
    const change: Tickets['change'] = (id, decide, since) =>
      id === 'ticket-0001' ? Promise.reject(new TransientError('busy')) : table.tickets.change(id, decide, since);
    await expect(watching(table, { tickets: { due: table.tickets.due, change } })()).resolves.toMatchObject({
      looked: 3,
      marked: 6,
      failed: 1,
    });
    await expect(watching(table)()).resolves.toMatchObject({ looked: 1, marked: 3, failed: 0 });
  });

  it('fails as a whole when the index cannot be read: its alarm must ring', async () => {
    const table = await ticketsOpened(1);
    const store = { ...table.store, queryIndex: () => Promise.reject(new Error('down')) };
    await expect(watching(memoryTable(store))()).rejects.toThrow('down');
  });
});
