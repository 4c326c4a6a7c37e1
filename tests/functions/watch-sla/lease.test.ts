import { describe, expect, it } from 'vitest';
import { memoryTable } from '#tests/support/memory-table.ts';
import { atMinute, NOON } from '#tests/support/messages.ts';
import { putTickets, sweeper, ticketOpened, toldOf } from '#tests/support/sweeping.ts';
import { virtualTime } from '#tests/support/virtual-time.ts';

const MINUTE_MS = 60_000;
const DUE = atMinute(30 * 24 * 60);

async function tableWith(count: number) {
  const table = memoryTable();
  const ids = Array.from({ length: count }, (_, number) => `ticket-${number}`);
  await putTickets(
    table.store,
    ids.map((id) => ticketOpened(id, NOON)),
  );
  return { table, ids };
}

describe('the lease of the sweep', () => {
  it('is given back, so that the next sweep finds it free however early it comes', async () => {
    const { table } = await tableWith(1);
    const sweep = sweeper(table, { clock: () => DUE });
    await expect(sweep()).resolves.toMatchObject({ looks: 1, marked: 3 });
    await expect(sweep()).resolves.toMatchObject({ looks: 1, marked: 0 });
  });

  it('is given back by a sweep that fails, too', async () => {
    const { table } = await tableWith(1);
    const broken = memoryTable({ ...table.store, queryIndex: () => Promise.reject(new Error('down')) });
    await expect(sweeper(broken, { clock: () => DUE })()).rejects.toThrow('down');
    await expect(sweeper(table, { clock: () => DUE })()).resolves.toMatchObject({ looks: 1 });
  });

  it('runs out within the minute when its holder died', async () => {
    const { table } = await tableWith(1);
    await table.leases.take('sla-sweep', { now: NOON, until: atMinute(59 / 60) });
    await expect(sweeper(table, { clock: () => atMinute(0.9) })()).resolves.toMatchObject({ looks: 0 });
    await expect(sweeper(table, { clock: () => atMinute(1) })()).resolves.toMatchObject({ looks: 1 });
  });

  it('stops its sweep before the next page once somebody else has it', async () => {
    const { table } = await tableWith(450);
    const change: typeof table.tickets.change = async (id, decide) => {
      const clock = Date.parse(DUE) + MINUTE_MS;
      // Takes it from its holder, as after its time.
      await table.leases.take('sla-sweep', {
        now: new Date(clock).toISOString(),
        until: new Date(clock + 1).toISOString(),
      });
      return table.tickets.change(id, decide);
    };
    const swept = await sweeper(table, { clock: () => DUE, tickets: { due: table.tickets.due, change } })();
    expect(swept).toMatchObject({ looked: 200, cutShort: true });
  });

  it('ends a sweep before the time of its function is up, and leaves the rest to the next', async () => {
    const { table } = await tableWith(450);
    const time = virtualTime(DUE);
    const change: typeof table.tickets.change = async (id, decide) => {
      await time.sleep(4_000);
      return table.tickets.change(id, decide);
    };
    const sweep = sweeper(table, { clock: time.clock, tickets: { due: table.tickets.due, change } });
    const swept = await time.run(sweep());
    expect(swept).toMatchObject({ cutShort: true });
    expect(swept.looked).toBeLessThan(450);
  });

  it('lets a sweeper that froze for five minutes with the lease tell nothing that another has told', async () => {
    const { table, ids } = await tableWith(300);
    const time = virtualTime(DUE);
    let isFrozen = false;
    // It freezes where it hurts most: with tickets read and their marks decided, before they are written.
    const store: typeof table.store = {
      ...table.store,
      put: async (item, condition) => {
        if (!isFrozen && item['kind'] === 'ticket') {
          isFrozen = true;
          await time.sleep(5 * MINUTE_MS);
        }
        return table.store.put(item, condition);
      },
    };
    const frozen = sweeper(memoryTable(store, undefined, 'frozen'), { clock: time.clock })();
    const other = (async () => {
      await time.sleep(MINUTE_MS);
      return sweeper(table, { clock: time.clock })();
    })();
    const [first, second] = await time.run(Promise.all([frozen, other]));
    expect(second).toMatchObject({ looks: 1, failed: 0 });
    expect(first).toMatchObject({ cutShort: true, failed: 0 });
    expect(first.marked + second.marked).toBe(900);
    const told = await toldOf(table, ids);
    expect(told).toHaveLength(600);
    expect(new Set(told).size).toBe(600);
  });
});

describe('six looks a minute', () => {
  it('are ten seconds apart within one invocation, and tell of a clock within ten seconds', async () => {
    const { table } = await tableWith(1);
    const { firstResponse } = (await table.tickets.get('ticket-0'))?.clocks ?? {};
    const dueMs = Date.parse(firstResponse?.dueAt ?? '');
    const time = virtualTime(new Date(dueMs - 25_000).toISOString());
    const looks: number[] = [];
    const due: typeof table.tickets.due = (now, limit) => {
      looks.push((Date.parse(now) - dueMs) / 1000);
      return table.tickets.due(now, limit);
    };
    const tickets = { due, change: table.tickets.change };
    const swept = await time.run(sweeper(table, { ...time, tickets, looksAMinute: 6 })());
    expect(looks).toEqual([-25, -15, -5, 5, 15, 25]);
    expect(swept).toMatchObject({ looks: 6 });
    const told = (await table.tickets.history('ticket-0')).filter(({ deed }) => deed.type === 'clock_breached');
    expect(told.map(({ at }) => Date.parse(at) - dueMs)).toEqual([5_000]);
  });

  it('lose no more than one look where two invocations overlap', async () => {
    const { table } = await tableWith(1);
    const time = virtualTime(DUE);
    const first = sweeper(table, { ...time, looksAMinute: 6 })();
    const second = (async () => {
      await time.sleep(48_000);
      return sweeper(table, { ...time, looksAMinute: 6 })();
    })();
    const [before, after] = await time.run(Promise.all([first, second]));
    expect([before.looks, after.looks]).toEqual([6, 5]);
  });
});
