import type { Clock, Tickets } from '#domain/ports.ts';
import type { SlaPolicy } from '#domain/sla.ts';
import { look } from '#domain/sweep.ts';
import { faultOf, type Log } from '#functions/shell/log.ts';

/** Finds clocks that are due and marks them, once each; what it writes is published by the stream. */

export interface WatchPorts {
  readonly tickets: Pick<Tickets, 'due' | 'change'>;
  readonly clock: Clock;
  readonly policy: SlaPolicy;
  readonly log: Log;
}

/** What a sweep did: tickets looked at, marks made, tickets that must wait for the next sweep. */
export interface Swept {
  readonly looked: number;
  readonly marked: number;
  readonly failed: number;
}

const PAGE = 200;
const AT_ONCE = 20;

/** Marks all that is due on one ticket. A look that finds nothing (the index was behind) changes nothing. */
async function marksOn(ports: WatchPorts, id: string, now: string): Promise<number> {
  for (let marks = 0; ; marks++) {
    const { changed } = await ports.tickets.change(id, (ticket) => look(ticket, now, ports.policy));
    if (!changed) return marks;
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

/**
 * Sweeps page by page, oldest first, until nothing new is due. A ticket is looked at once a sweep: a stale index would
 * otherwise show it for ever.
 */
export function createWatchSla(ports: WatchPorts) {
  return async (): Promise<Swept> => {
    const now = ports.clock();
    const seen = new Set<string>();
    let swept: Swept = { looked: 0, marked: 0, failed: 0 };
    for (;;) {
      const due = (await ports.tickets.due(now, PAGE + seen.size)).filter(({ id }) => !seen.has(id));
      if (due.length === 0) break;
      for (let start = 0; start < due.length; start += AT_ONCE) {
        const some = due.slice(start, start + AT_ONCE);
        some.forEach(({ id }) => {
          seen.add(id);
        });
        swept = (await Promise.all(some.map(({ id }) => sweepOne(ports, id, now)))).reduce(sum, swept);
      }
    }
    ports.log.info('swept', { ...swept });
    return swept;
  };
}
