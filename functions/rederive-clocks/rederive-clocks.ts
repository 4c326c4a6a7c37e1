import type { RederiveJob, RederiveTicket, RederiveWalk } from '#contracts/rederive.ts';
import { clocksRun } from '#domain/episode.ts';
import { POLICY_NAME, type SlaDocuments } from '#domain/policy/documents.ts';
import type { Clock, Enqueue, Tickets } from '#domain/ports.ts';
import { recompute } from '#domain/recompute.ts';
import { isInWork, STATUSES } from '#domain/status.ts';
import type { TicketWalk } from '#domain/ticket-walk.ts';
import type { Count } from '#functions/shell/count.ts';
import { faultOf, type Log } from '#functions/shell/log.ts';
import type { RederiveMessage } from './rederive-message.ts';

/**
 * After an edit of the policy or a calendar: derives the clocks of every ticket in work anew, shard by shard, and leaves
 * tickets alone on which nothing moves. Whoever changes a ticket meanwhile derives it by the same book, so that a walk
 * misses nothing that moves between shards. Every step can be repeated.
 */

export interface RederivePorts {
  readonly sla: SlaDocuments;
  readonly walk: TicketWalk;
  readonly tickets: Pick<Tickets, 'change'>;
  /** Puts messages on this function's own queue. */
  readonly enqueue: Enqueue;
  /** The same, to be seen when no function works by the book of before any more. */
  readonly enqueueLater: Enqueue;
  readonly clock: Clock;
  readonly log: Log;
  readonly count: Count;
}

const PAGE = 100;
const AT_ONCE = 20;
/** How long one message may walk before it hands on the place where it stopped; the function has twice as long. */
const WALK_MS = 60_000;

/** A later version has a walk of its own, which does this one's work. */
async function isSuperseded({ sla }: RederivePorts, { document, name, number }: RederiveJob): Promise<boolean> {
  const current = document === 'policy' ? await sla.policies.current(POLICY_NAME) : await sla.calendars.current(name);
  return (current?.number ?? 0) > number;
}

const whyOf = ({ document, name, number }: RederiveJob): string =>
  document === 'policy' ? `SLA policy: version ${number} in force.` : `Calendar ${name}: version ${number} in force.`;

async function rederive(ports: RederivePorts, { job, ticketId }: RederiveTicket): Promise<void> {
  const now = ports.clock();
  const { changed } = await ports.tickets.change(ticketId, (ticket) =>
    ticket && clocksRun(ticket) ? recompute(ticket, { now, why: whyOf(job) }) : undefined,
  );
  if (changed) ports.count('TicketsRederived');
}

/** @returns those that failed, as messages of their own. */
async function rederivePage(ports: RederivePorts, job: RederiveJob, ids: readonly string[]): Promise<string[]> {
  const failed: string[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE).map(async (ticketId) => {
      try {
        await rederive(ports, { job, ticketId });
      } catch (error) {
        ports.log.warn('ticket not derived, will be tried alone', { ticketId, ...faultOf(error) });
        failed.push(JSON.stringify({ job, ticketId } satisfies RederiveTicket));
      }
    });
    await Promise.all(some);
  }
  return failed;
}

async function walk(ports: RederivePorts, { job, shard, after }: RederiveWalk): Promise<void> {
  const startedAt = Date.parse(ports.clock());
  let place = after;
  do {
    const page = await ports.walk.page(shard, { after: place, limit: PAGE });
    const failed = await rederivePage(ports, job, page.ids);
    if (failed.length > 0) await ports.enqueue(failed);
    place = page.next;
  } while (place !== undefined && Date.parse(ports.clock()) - startedAt < WALK_MS);
  if (place === undefined) return;
  await ports.enqueue([JSON.stringify({ job, shard, after: place } satisfies RederiveWalk)]);
}

async function spread({ walk: { shards }, enqueueLater }: RederivePorts, job: RederiveJob): Promise<void> {
  const walks = shards(STATUSES.filter(isInWork)).map((shard) => JSON.stringify({ job, shard } satisfies RederiveWalk));
  await enqueueLater(walks);
}

/** What became of a message. */
export type Rederived = 'superseded' | 'spread' | 'walked' | 'derived';

/** @returns the story of one message of the queue. */
export function createRederiveClocks(ports: RederivePorts) {
  return async (message: RederiveMessage): Promise<Rederived> => {
    if (await isSuperseded(ports, message.job)) return 'superseded';
    switch (message.kind) {
      case 'spread':
        await spread(ports, message.job);
        return 'spread';
      case 'walk':
        await walk(ports, message);
        return 'walked';
      case 'ticket':
        await rederive(ports, message);
        return 'derived';
    }
  };
}
