/** Recomputes the clocks of the tickets touched since a date, after a calendar was mended. */
import { type ClockChange, clockChanges, rederived } from '#domain/clock-change.ts';
import type { ClockCorrection } from '#domain/clock-correction.ts';
import type { Entry } from '#domain/entry.ts';
import type { ReadSlaBook } from '#domain/policy/book.ts';
import type { Clock, Tickets } from '#domain/ports.ts';
import { recompute } from '#domain/recompute.ts';
import { isInWork, STATUSES } from '#domain/status.ts';
import type { Ticket } from '#domain/ticket.ts';
import type { TicketWalk } from '#domain/ticket-walk.ts';
import { type Correcting, correctionsOf } from '#domain/timeline/corrections.ts';

export interface RecomputePorts {
  readonly tickets: Pick<Tickets, 'get' | 'history' | 'change'>;
  readonly walk: TicketWalk;
  readonly slaBook: ReadSlaBook;
  readonly clock: Clock;
}

export interface RecomputeOptions {
  /** Tickets that nothing has happened to since then are left alone; ISO 8601 UTC. */
  readonly from: string;
  readonly dryRun: boolean;
  readonly onProgress?: (share: number) => void;
}

/** What is different on one ticket. */
export interface Difference {
  readonly ticketId: string;
  /** Clocks that go on: due at another time now. */
  readonly moved: readonly ClockChange[];
  /** Clocks that are over: breaches that were none, and the reverse. */
  readonly corrections: readonly ClockCorrection[];
}

export interface Recomputed {
  /** Tickets touched since the date. */
  readonly looked: number;
  readonly differences: readonly Difference[];
}

interface Run extends Correcting {
  readonly ports: RecomputePorts;
  readonly options: RecomputeOptions;
}

const PAGE = 100;
const AT_ONCE = 20;

/** What a look at a ticket finds; of a ticket out of work, nothing goes on. */
function differenceOf(ticket: Ticket, history: readonly Entry[], { book, now }: Run): Difference {
  const after = rederived(ticket, history, { book, now });
  const moved = isInWork(ticket.status) ? clockChanges(ticket, after) : [];
  return {
    ticketId: ticket.id,
    moved: moved.filter(({ effects }) => !effects.includes('over')),
    corrections: correctionsOf(ticket, history, { book, now }),
  };
}

const isDifferent = ({ moved, corrections }: Difference): boolean => moved.length + corrections.length > 0;

/** Writes what is different, as the ticket stands when it is written. @returns what that was. */
async function correct(run: Run, ticketId: string): Promise<Difference | undefined> {
  const { ports, options, now } = run;
  const why = `Clocks recomputed from ${options.from} on.`;
  let found: Difference | undefined;
  await ports.tickets.change(
    ticketId,
    (ticket, entries) => {
      found = ticket && differenceOf(ticket, entries, run);
      if (!ticket || !found || !isDifferent(found)) return undefined;
      return recompute(ticket, { now, why, corrections: found.corrections });
    },
    0,
  );
  return found;
}

async function lookAt(run: Run, ticketId: string): Promise<{ looked: number; difference?: Difference | undefined }> {
  const { tickets } = run.ports;
  const ticket = await tickets.get(ticketId);
  if (!ticket || ticket.updatedAt < run.options.from) return { looked: 0 };
  const difference = differenceOf(ticket, await tickets.history(ticketId), run);
  if (!isDifferent(difference)) return { looked: 1 };
  return { looked: 1, difference: run.options.dryRun ? difference : await correct(run, ticketId) };
}

async function* idsIn({ walk }: RecomputePorts, shard: string): AsyncGenerator<string[]> {
  let after: string | undefined;
  do {
    const { ids, next } = await walk.page(shard, { after, limit: PAGE });
    for (let start = 0; start < ids.length; start += AT_ONCE) yield ids.slice(start, start + AT_ONCE);
    after = next;
  } while (after !== undefined);
}

async function runOf(ports: RecomputePorts, options: RecomputeOptions): Promise<Run> {
  return { ports, options, book: await ports.slaBook(), now: ports.clock() };
}

/**
 * Looks at every ticket that was touched since the date, in work or not, and writes corrections unless it is a dry run.
 * What was corrected once is found to be right the next time.
 */
export async function recomputeClocks(ports: RecomputePorts, options: RecomputeOptions): Promise<Recomputed> {
  const run = await runOf(ports, options);
  const shards = ports.walk.shards(STATUSES);
  const seen = new Map<string, Difference | undefined>();
  for (const [index, shard] of shards.entries()) {
    for await (const ids of idsIn(ports, shard)) {
      const fresh = ids.filter((id) => !seen.has(id));
      const found = await Promise.all(fresh.map(async (id) => ({ id, ...(await lookAt(run, id)) })));
      for (const { id, looked, difference } of found) if (looked > 0) seen.set(id, difference);
    }
    options.onProgress?.((index + 1) / shards.length);
  }
  return { looked: seen.size, differences: [...seen.values()].flatMap((difference) => difference ?? []) };
}
