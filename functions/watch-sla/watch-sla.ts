import type { Lease, Leases } from '#domain/lease.ts';
import type { Clock, Tickets } from '#domain/ports.ts';
import { type Marked, type MarkPorts, markPage, NOTHING_MARKED, sum } from '#functions/watch-sla/mark-page.ts';

/**
 * Finds clocks that are due and marks them, once each; what it writes is published by the stream. One sweeper at a time
 * holds the lease. That spares work and no more: two at once would mark nothing twice either, because every mark is
 * written under the condition that its ticket is as it was read.
 */

export interface WatchPorts extends MarkPorts {
  readonly tickets: Pick<Tickets, 'due' | 'change'>;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly sleep: (ms: number) => Promise<void>;
  /** How often an invocation looks within its minute, evenly. */
  readonly looksAMinute: number;
}

/** What an invocation did. `looks`: those for which it held the lease. */
export interface Swept extends Marked {
  readonly looks: number;
  /** Whether something due was left to the next invocation, for want of time or because the lease was lost. */
  readonly cutShort: boolean;
}

const LEASE = 'sla-sweep';
const MINUTE_MS = 60_000;
const PAGE = 200;
/** No page is begun later in an invocation, so that the last one is done within the function's timeout of 59 seconds. */
const LAST_PAGE_MS = 54_000;
/** Longer than an invocation can take, and over when the next one starts. */
const LEASE_MS = 59_000;

/** One invocation: when it began, and the lease as long as it is held. */
interface Turn {
  readonly startedMs: number;
  lease?: Lease | undefined;
}

const nowMs = ({ clock }: WatchPorts): number => Date.parse(clock());
const isOver = (ports: WatchPorts, { startedMs }: Turn): boolean => nowMs(ports) > startedMs + LAST_PAGE_MS;

/** Whether another page may be begun. A lease that was lost is let go. */
async function mayGoOn(ports: WatchPorts, turn: Turn): Promise<boolean> {
  if (!turn.lease || isOver(ports, turn)) return false;
  if (!(await ports.leases.holds(turn.lease, ports.clock()))) turn.lease = undefined;
  return turn.lease !== undefined;
}

/** One look at all that is due now, page by page, oldest first. */
async function sweep(ports: WatchPorts, turn: Turn): Promise<Swept> {
  const now = ports.clock();
  let marked = NOTHING_MARKED;
  for await (const page of ports.tickets.due(now, PAGE)) {
    if (!(await mayGoOn(ports, turn))) return { ...marked, looks: 1, cutShort: true };
    marked = sum(marked, await markPage(ports, page, now));
  }
  return { ...marked, looks: 1, cutShort: false };
}

async function lookOnce(ports: WatchPorts, turn: Turn, swept: Swept): Promise<Swept> {
  const now = ports.clock();
  turn.lease ??= await ports.leases.take(LEASE, { now, until: new Date(Date.parse(now) + LEASE_MS).toISOString() });
  if (!turn.lease) return swept;
  const { looks, cutShort, ...marked } = await sweep(ports, turn);
  return { ...sum(swept, marked), looks: swept.looks + looks, cutShort };
}

/**
 * Sweeps as often as the stage asks for in a minute. A sweeper that finds the lease taken leaves the look to its holder
 * and asks again at its next one.
 */
export function createWatchSla(ports: WatchPorts) {
  return async (): Promise<Swept> => {
    const turn: Turn = { startedMs: nowMs(ports) };
    let swept: Swept = { ...NOTHING_MARKED, looks: 0, cutShort: false };
    try {
      for (let look = 0; look < ports.looksAMinute; look++) {
        const restMs = turn.startedMs + (look * MINUTE_MS) / ports.looksAMinute - nowMs(ports);
        if (restMs > 0) await ports.sleep(restMs);
        if (!isOver(ports, turn)) swept = await lookOnce(ports, turn, swept);
      }
    } finally {
      if (turn.lease) await ports.leases.release(turn.lease, ports.clock());
    }
    ports.log.info('swept', { ...swept });
    return swept;
  };
}
