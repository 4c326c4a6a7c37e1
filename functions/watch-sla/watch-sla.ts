import type { MetricName } from '#contracts/metrics.ts';
import type { Deed } from '#domain/entry.ts';
import type { Clock, Tickets } from '#domain/ports.ts';
import { look } from '#domain/sweep.ts';
import type { Count } from '#functions/shell/count.ts';
import { faultOf, type Log } from '#functions/shell/log.ts';

/** Finds clocks that are due and marks them, once each; what it writes is published by the stream. */

export interface WatchPorts {
  readonly tickets: Pick<Tickets, 'due' | 'change'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly count: Count;
}

/** What a sweep did: tickets looked at, marks made, tickets that must wait for the next sweep. */
export interface Swept {
  readonly looked: number;
  readonly marked: number;
  readonly failed: number;
}

/** What each mark counts as. */
const COUNTED: Partial<Record<Deed['type'], MetricName>> = {
  clock_warned: 'ClocksWarned',
  clock_breached: 'ClocksBreached',
  escalated: 'ClocksEscalated',
  reprioritised: 'TicketsReprioritised',
  moved: 'TicketsClosed',
};

const PAGE = 200;
const AT_ONCE = 20;

/** Marks all that is due on one ticket. A look that finds nothing (the index was behind) changes nothing. */
async function marksOn(ports: WatchPorts, id: string, now: string): Promise<number> {
  for (let marks = 0; ; marks++) {
    const { ticket, changed } = await ports.tickets.change(id, (before, _, book) => look(before, now, book));
    if (!changed) return marks;
    const counted = ticket && COUNTED[ticket.lastEntry.deed.type];
    if (counted) ports.count(counted);
  }
}

async function sweepOne(ports: WatchPorts, id: string, now: string): Promise<Swept> {
  try {
    return { looked: 1, marked: await marksOn(ports, id, now), failed: 0 };
  } catch (error) {
    ports.log.error('ticket not swept', { ticketId: id, ...faultOf(error) });
    return { looked: 1, marked: 0, failed: 1 };
  }
}

const sum = (a: Swept, b: Swept): Swept => ({
  looked: a.looked + b.looked,
  marked: a.marked + b.marked,
  failed: a.failed + b.failed,
});

/** Looks at the tickets of a page, a few at once. */
async function sweepPage(ports: WatchPorts, ids: readonly string[], now: string): Promise<Swept> {
  let swept: Swept = { looked: 0, marked: 0, failed: 0 };
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    swept = (await Promise.all(some.map((id) => sweepOne(ports, id, now)))).reduce(sum, swept);
  }
  return swept;
}

/**
 * Sweeps page by page, oldest first, until nothing new is due. A ticket is looked at once a sweep: a stale index would
 * otherwise show it for ever.
 */
export function createWatchSla(ports: WatchPorts) {
  return async (): Promise<Swept> => {
    const now = ports.clock();
    const seen = new Set<string>();
    let swept: Swept = { looked: 0, marked: 0, failed: 0 };
    let page = await ports.tickets.due(now, PAGE);
    for (;;) {
      const fresh = page.map(({ id }) => id).filter((id) => !seen.has(id));
      if (fresh.length === 0) break;
      for (const id of fresh) seen.add(id);
      swept = sum(swept, await sweepPage(ports, fresh, now));
      page = await ports.tickets.due(now, PAGE, page.at(-1));
    }
    ports.log.info('swept', { ...swept });
    return swept;
  };
}
