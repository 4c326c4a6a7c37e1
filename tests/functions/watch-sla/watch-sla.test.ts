import { describe, expect, it } from 'vitest';
import { TransientError } from '#domain/errors.ts';
import { foldHeard } from '#domain/fold.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import type { Tickets } from '#domain/ports.ts';
import { UNCOUNTED } from '#functions/shell/count.ts';
import { SILENT } from '#functions/shell/log.ts';
import { createWatchSla, type WatchPorts } from '#functions/watch-sla/watch-sla.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { atMinute, customerMessage, heard, NOON } from '#tests/support/messages.ts';

const policy = DEFAULT_SLA_POLICY;
const MONTH = 30 * 24 * 60;

/** A table with this many tickets, each with its clocks running since noon: in a month two break and the priority rises. */
async function ticketsOpened(count: number): Promise<Tickets> {
  const { tickets } = memoryTable();
  for (let number = 0; number < count; number++) {
    const ticketId = `ticket-${String(number).padStart(4, '0')}`;
    const message = heard(customerMessage({ id: `m-${number}` }));
    await tickets.change(ticketId, (ticket) => foldHeard(ticket, [message], { ticketId, now: NOON, policy }));
  }
  return tickets;
}

function watching(tickets: WatchPorts['tickets'], minute = MONTH, count: WatchPorts['count'] = UNCOUNTED) {
  return createWatchSla({ tickets, clock: () => atMinute(minute), log: SILENT, count });
}

const marksOf = async (tickets: Tickets, id: string): Promise<string[]> =>
  (await tickets.history(id)).map(({ deed }) => deed.type).filter((type) => type.startsWith('clock_'));

describe('the sweep of a minute', () => {
  it('marks what is due, once, however often it runs', async () => {
    const tickets = await ticketsOpened(1);
    const sweep = watching(tickets);
    await expect(sweep()).resolves.toMatchObject({ looked: 1, marked: 3, failed: 0 });
    await expect(sweep()).resolves.toMatchObject({ looked: 0, marked: 0, failed: 0 });
    await expect(marksOf(tickets, 'ticket-0000')).resolves.toEqual(['clock_breached', 'clock_breached']);
  });

  it('counts each mark by its kind', async () => {
    const tickets = await ticketsOpened(1);
    const counted: string[] = [];
    const count: WatchPorts['count'] = (name) => void counted.push(name);
    const { firstResponse } = (await tickets.get('ticket-0000'))?.clocks ?? {};
    const minutes = (at = NOON) => (Date.parse(at) - Date.parse(NOON)) / 60_000;
    await watching(tickets, minutes(firstResponse?.warnings?.[0]?.at), count)();
    await watching(tickets, MONTH, count)();
    expect(counted).toEqual(['ClocksWarned', 'TicketsReprioritised', 'ClocksBreached', 'ClocksBreached']);
  });

  it('marks once when two sweeps run at once', async () => {
    const tickets = await ticketsOpened(3);
    const swept = await Promise.all([watching(tickets)(), watching(tickets)()]);
    expect(swept.reduce((sum, { marked }) => sum + marked, 0)).toBe(9);
    await expect(marksOf(tickets, 'ticket-0002')).resolves.toHaveLength(2);
  });

  it('leaves alone what is not due yet', async () => {
    const tickets = await ticketsOpened(3);
    await expect(watching(tickets, 1)()).resolves.toMatchObject({ looked: 0, marked: 0 });
  });

  it('looks at every due ticket, page after page, each once', async () => {
    const tickets = await ticketsOpened(450);
    const looked: string[] = [];
    const change: Tickets['change'] = (id, decide, since) => {
      looked.push(id);
      return tickets.change(id, decide, since);
    };
    await expect(watching({ due: tickets.due, change })()).resolves.toMatchObject({ looked: 450, marked: 1350 });
    expect(new Set(looked).size).toBe(450);
  });

  it('ends, and marks nothing twice, while the index goes on showing what was done', async () => {
    const tickets = await ticketsOpened(5);
    const stale = await tickets.due(atMinute(MONTH), 100);
    const due: Tickets['due'] = async (_, limit) => stale.slice(0, limit);
    const sweep = watching({ due, change: tickets.change });
    await expect(sweep()).resolves.toMatchObject({ looked: 5, marked: 15 });
    await expect(sweep()).resolves.toMatchObject({ looked: 5, marked: 0, failed: 0 });
    await expect(marksOf(tickets, 'ticket-0001')).resolves.toHaveLength(2);
  });

  it('bears an index that shows a ticket which is gone', async () => {
    const tickets = await ticketsOpened(1);
    let asked = 0;
    const due: Tickets['due'] = async () => (asked++ === 0 ? [{ id: 'gone', dueAt: NOON }] : []);
    await expect(watching({ due, change: tickets.change })()).resolves.toMatchObject({ looked: 1, marked: 0 });
  });

  it('goes on past a ticket that fails, and leaves that one to the next sweep', async () => {
    const tickets = await ticketsOpened(3);
    const change: Tickets['change'] = (id, decide, since) =>
      id === 'ticket-0001' ? Promise.reject(new TransientError('busy')) : tickets.change(id, decide, since);
    await expect(watching({ due: tickets.due, change })()).resolves.toMatchObject({ looked: 3, marked: 6, failed: 1 });
    await expect(watching(tickets)()).resolves.toMatchObject({ looked: 1, marked: 3, failed: 0 });
  });

  it('fails as a whole when the index cannot be read: its alarm must ring', async () => {
    const tickets = await ticketsOpened(1);
    const due = () => Promise.reject(new Error('down'));
    await expect(watching({ due, change: tickets.change })()).rejects.toThrow('down');
  });
});
