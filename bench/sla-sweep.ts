import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { ticketItem } from '#adapters/table/ticket-item.ts';
import { DEFAULT_SLA_BOOK } from '#domain/policy/book.ts';
import type { Ticket } from '#domain/ticket.ts';
import { startEngineTable } from '#tests/support/engine-table.ts';
import { sweeper, ticketOpened } from '#tests/support/sweeping.ts';
import { loadItems } from './load-items.ts';
import { withoutJava } from './local-write-units.ts';
import { type Result, type Row, result } from './row.ts';

/**
 * What a sweep reads to find what is due, by how many tickets are open, on DynamoDB Local. Counted is what the queries of
 * the index evaluate (`ScannedCount`), not only what they return. Each due ticket is then read by itself, consistently:
 * that follows what is due, and is told apart.
 */

const SIZES = [1_000, 10_000, 100_000] as const;
const LEAST_DUE = 100;
const DUE_SHARE = 0.02;
const MOST_RATIO = 1.2;

const OPENED = '2026-03-02T08:00:00.000Z';
const LATER = '2026-03-02T20:00:00.000Z';

const waiting = ticketOpened('waiting', LATER);
const due = ticketOpened('due', OPENED);
/** When the first ones warn; the others have hours left. */
const NOW = due.clocks.firstResponse?.warnings?.[0]?.at ?? LATER;

interface Reads {
  /** Items that queries of an index evaluated. */
  indexed: number;
  /** Consistent reads of single items. */
  single: number;
}

/** Counts what a client reads from now on. */
function countReads({ middlewareStack }: DynamoDBClient): Reads {
  const reads: Reads = { indexed: 0, single: 0 };
  middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next(args);
        const { IndexName } = args.input as { IndexName?: string };
        const { ScannedCount = 0 } = answer.output as { ScannedCount?: number };
        if (commandName === 'QueryCommand' && IndexName) reads.indexed += ScannedCount;
        if (commandName === 'GetItemCommand') reads.single += 1;
        return answer;
      },
    { step: 'initialize', name: 'countReads' },
  );
  return reads;
}

const numbered = (ticket: Ticket, number: number): Ticket => {
  const id = `${ticket.id}-${number}`;
  return { ...ticket, id, lastEntry: { ...ticket.lastEntry, id: `opened-${id}` } };
};

/** Tickets from one number up to another, the first of them due. */
function* items(numbers: { from: number; to: number }, dueCount: number) {
  for (let number = numbers.from; number < numbers.to; number++) {
    const ticket = numbered(number < numbers.from + dueCount ? due : waiting, number);
    yield ticketItem(ticket, DEFAULT_SLA_BOOK.policy);
  }
}

interface Sweep {
  readonly open: number;
  readonly dueCount: number;
  readonly reads: Reads;
}

/** @throws {Error} when the sweep did not find what is due, all of it and no more: then its cost means nothing. */
async function sweepOnce({ open, dueCount, reads }: Sweep, table: ReturnType<typeof repositories>): Promise<Result> {
  Object.assign(reads, { indexed: 0, single: 0 });
  const { looked, failed, cutShort } = await sweeper(table, { clock: () => NOW })();
  if (looked !== dueCount || failed > 0 || cutShort) throw new Error(`of ${dueCount} due tickets ${looked} were found`);
  return result({
    name: `sla sweep, ${open} open`,
    value: reads.indexed,
    unit: 'items',
    ratio: reads.indexed / dueCount,
    against: `items due, ${dueCount}; beside them ${(reads.single / dueCount).toFixed(1)} consistent reads a due ticket`,
    budget: MOST_RATIO,
    bounds: 'ratio',
  });
}

async function measured(progress: (line: string) => void): Promise<Result[]> {
  const { client, tableName, stop } = await startEngineTable();
  try {
    const results: Result[] = [];
    const reads = countReads(client);
    for (const [index, open] of SIZES.entries()) {
      progress(`${open} open tickets`);
      const dueCount = Math.max(LEAST_DUE, open * DUE_SHARE);
      await loadItems({ client, tableName }, items({ from: SIZES[index - 1] ?? 0, to: open }, dueCount));
      results.push(await sweepOnce({ open, dueCount, reads }, repositories(tableName, client)));
    }
    return results;
  } finally {
    await stop();
  }
}

export const slaSweep: Row = {
  name: 'sla',
  about: 'what a sweep reads to find what is due, by how many tickets are open',
  missing: withoutJava,
  measure: measured,
};
