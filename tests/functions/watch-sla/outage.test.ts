import { describe, expect, it } from 'vitest';
import type { ItemStore } from '#adapters/table/item-store.ts';
import type { Tickets } from '#domain/ports.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { atMinute } from '#tests/support/messages.ts';
import { putTickets, sweeper, ticketOpened, toldOf } from '#tests/support/sweeping.ts';

/** Tickets that came while no sweep ran: their first response is due an hour after each, over six hours. */
const COUNT = 360;
const OUTAGE_ENDS = 60 + COUNT;
const ids = Array.from({ length: COUNT }, (_, minute) => `ticket-${minute}`);

async function afterOutage() {
  const table = memoryTable();
  // Put in an order that is not theirs.
  const order = ids.map((id, minute) => ({ id, minute })).sort((a, b) => ((a.minute * 7) % 97) - ((b.minute * 7) % 97));
  await putTickets(
    table.store,
    order.map(({ id, minute }) => ticketOpened(id, atMinute(minute))),
  );
  return table;
}

/** A look at each ticket, in order, each ticket once. */
function watched({ due, change }: Tickets) {
  const looked = new Set<string>();
  const tickets: Pick<Tickets, 'due' | 'change'> = {
    due,
    change: (id, decide, since) => {
      looked.add(id);
      return change(id, decide, since);
    },
  };
  return { tickets, looked };
}

/** An index that shows what it held some writes ago: for a third of all queries an answer from before. */
function stale(store: ItemStore): ItemStore {
  const seen = new Map<string, Awaited<ReturnType<ItemStore['queryIndex']>>>();
  let asked = 0;
  return {
    ...store,
    queryIndex: async (query) => {
      const key = JSON.stringify([query.index, query.partition, query.after]);
      const before = seen.get(key);
      const fresh = await store.queryIndex(query);
      seen.set(key, fresh);
      return before && ++asked % 3 === 0 ? before : fresh;
    },
  };
}

const breaches = (told: readonly string[]): string[] =>
  told.filter((id) => id.startsWith('breached/') && id.includes('/firstResponse/'));

describe('six hours without a sweep', () => {
  it('are caught up with: all found, oldest first, none told twice', async () => {
    const table = await afterOutage();
    const { tickets, looked } = watched(table.tickets);
    const clock = () => atMinute(OUTAGE_ENDS);
    const swept = await sweeper(table, { tickets, clock })();
    expect(swept).toMatchObject({ failed: 0, cutShort: false, looks: 1 });
    expect([...looked]).toEqual(ids);
    const told = await toldOf(table, ids);
    expect(breaches(told)).toEqual(ids.map((id) => `breached/${id}/firstResponse/1/1/1`));
    expect(new Set(told).size).toBe(told.length);
    await expect(sweeper(table, { clock })()).resolves.toMatchObject({ marked: 0, failed: 0 });
    expect(await toldOf(table, ids)).toEqual(told);
  });

  it('leave the same told when the index is behind, minute after minute', async () => {
    const prompt = await afterOutage();
    const { store } = await afterOutage();
    const late = memoryTable(stale(store));
    for (let minute = OUTAGE_ENDS; minute < OUTAGE_ENDS + 10; minute++) {
      const clock = () => atMinute(minute);
      await sweeper(prompt, { clock })();
      await expect(sweeper(late, { clock })()).resolves.toMatchObject({ failed: 0 });
    }
    const told = await toldOf(late, ids);
    expect(new Set(told).size).toBe(told.length);
    expect([...told].sort()).toEqual([...(await toldOf(prompt, ids))].sort());
  });

  it('tell the breach alone of a clock that went past its warning and its due time meanwhile', async () => {
    const table = await afterOutage();
    await sweeper(table, { clock: () => atMinute(OUTAGE_ENDS) })();
    const told = await toldOf(table, ids);
    expect(told.filter((id) => id.startsWith('warning/') && id.includes('/firstResponse/'))).toEqual([]);
  });
});
