import { describe, expect, it } from 'vitest';
import { memoryTable } from '#tests/support/memory-table.ts';
import { NOON } from '#tests/support/messages.ts';
import { meteredStore } from '#tests/support/metered-store.ts';
import { putTickets, sweeper, ticketOpened } from '#tests/support/sweeping.ts';
import { virtualTime } from '#tests/support/virtual-time.ts';

const COUNT = 10_000;
const MINUTE_MS = 60_000;
/** As fast as the table ever answers: the faster it does, the more the shards take in a second. */
const LATENCY_MS = 2;
/** What a partition takes in a second. */
const MOST_UNITS = 1_000;

/** Tickets whose first clock is due within one minute. */
async function rush() {
  const table = memoryTable();
  const first = ticketOpened('ticket', NOON);
  const tickets = Array.from({ length: COUNT }, (_, number) => {
    const id = `ticket-${number}`;
    return { ...first, id, lastEntry: { ...first.lastEntry, id: `opened-${id}` } };
  });
  await putTickets(table.store, tickets);
  const { dueAt = NOON, warnings = [] } = first.clocks.firstResponse ?? {};
  return { table, dueAt, warnedAt: warnings[0]?.at ?? NOON };
}

describe('ten thousand clocks that are due in one minute', () => {
  it('are told within five minutes, and no shard takes more than it can', async () => {
    const { table, warnedAt } = await rush();
    const time = virtualTime(warnedAt);
    const { store, busiest } = meteredStore(table.store, time, LATENCY_MS);
    const slow = memoryTable(store, undefined, 'sweep');
    const startedMs = time.nowMs();
    let [marked, sweeps] = [0, 0];
    for (let isDone = false; !isDone; sweeps++) {
      time.advance(Math.max(0, startedMs + sweeps * MINUTE_MS - time.nowMs()));
      const swept = await time.run(sweeper(slow, { clock: time.clock, sleep: time.sleep })());
      expect(swept.failed).toBe(0);
      marked += swept.marked;
      isDone = !swept.cutShort;
    }
    expect(marked).toBe(COUNT);
    expect(time.nowMs() - startedMs).toBeLessThan(5 * MINUTE_MS);
    expect(busiest().units).toBeGreaterThan(0);
    expect(busiest().units, busiest().partition).toBeLessThan(MOST_UNITS);
  }, 240_000);
});
