import type { MetricName } from '#contracts/metrics.ts';
import type { Deed } from '#domain/entry.ts';
import type { IndexedTicket } from '#domain/listing.ts';
import type { Tickets } from '#domain/ports.ts';
import { look } from '#domain/sweep.ts';
import type { Count } from '#functions/shell/count.ts';
import { faultOf, type Log } from '#functions/shell/log.ts';

/** Marks what is due on a page of tickets; each mark is written only if nothing changed since the ticket was read. */

export interface MarkPorts {
  readonly tickets: Pick<Tickets, 'change'>;
  readonly log: Log;
  readonly count: Count;
}

/** What came of it: tickets looked at, marks made, tickets that must wait for the next look. */
export interface Marked {
  readonly looked: number;
  readonly marked: number;
  readonly failed: number;
}

export const NOTHING_MARKED: Marked = { looked: 0, marked: 0, failed: 0 };

export const sum = (a: Marked, b: Marked): Marked => ({
  looked: a.looked + b.looked,
  marked: a.marked + b.marked,
  failed: a.failed + b.failed,
});

/** What each mark counts as. */
const COUNTED: Partial<Record<Deed['type'], MetricName>> = {
  clock_warned: 'ClocksWarned',
  clock_breached: 'ClocksBreached',
  escalated: 'ClocksEscalated',
  reprioritised: 'TicketsReprioritised',
  moved: 'TicketsClosed',
};

/** Tickets at once: with a table that answers in 2 ms, a shard of the index still takes a third of what it can. */
const AT_ONCE = 20;

/** Marks all that is due on one ticket. A look that finds nothing (the index was behind) changes nothing. */
async function marksOn(ports: MarkPorts, id: string, now: string): Promise<number> {
  for (let marks = 0; ; marks++) {
    const { ticket, changed } = await ports.tickets.change(id, (before, _, book) => look(before, now, book));
    if (!changed) return marks;
    const counted = ticket && COUNTED[ticket.lastEntry.deed.type];
    if (counted) ports.count(counted);
  }
}

async function markOne(ports: MarkPorts, id: string, now: string): Promise<Marked> {
  try {
    return { looked: 1, marked: await marksOn(ports, id, now), failed: 0 };
  } catch (error) {
    ports.log.error('ticket not swept', { ticketId: id, ...faultOf(error) });
    return { looked: 1, marked: 0, failed: 1 };
  }
}

/** Looks at the tickets of a page, in their order, a few at once. */
export async function markPage(ports: MarkPorts, page: readonly IndexedTicket[], now: string): Promise<Marked> {
  let marked = NOTHING_MARKED;
  for (let start = 0; start < page.length; start += AT_ONCE) {
    const some = page.slice(start, start + AT_ONCE);
    marked = (await Promise.all(some.map(({ id }) => markOne(ports, id, now)))).reduce(sum, marked);
  }
  return marked;
}
