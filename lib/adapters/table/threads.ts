import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { customerPk, itemOf, pointerKey } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import { TransientError } from '#domain/errors.ts';
import type { ThreadRef, Threads } from '#domain/ports.ts';

/** Pointers from a customer's threads to tickets: put if absent, so whoever comes first decides for everybody. */

const ticketOf = (item: Item): string => tableItems.pointer.schema.parse(item).ticketId;

/** Points one key at a ticket unless it points somewhere already. @returns where it points. */
async function point(store: ItemStore, thread: ThreadRef, to: { key: string; ticketId: string }): Promise<string> {
  const item = itemOf('pointer', pointerKey(thread.account, thread.customerId, to.key), { ticketId: to.ticketId });
  const result = await store.put(item, 'absent');
  if (result.put) return to.ticketId;
  if (!result.existing) throw new TransientError('pointer is busy');
  return ticketOf(result.existing);
}

async function resolve(store: ItemStore, thread: ThreadRef, fresh: string): Promise<[string, ...string[]]> {
  const keyed = thread.keys.map((key) => ({ key, at: pointerKey(thread.account, thread.customerId, key) }));
  const items = await store.getAll(keyed.map(({ at }) => at));
  const known = new Map(items.map((item) => [item.sk, ticketOf(item)]));
  const found = keyed.map(({ at }) => known.get(at.sk)).find((id) => id !== undefined);
  const ids = new Set<string>();
  let target = found;
  for (const { key, at } of keyed) {
    const id: string = known.get(at.sk) ?? (await point(store, thread, { key, ticketId: target ?? fresh }));
    target ??= id;
    ids.add(id);
  }
  const [first = fresh, ...others] = ids;
  return [first, ...others];
}

/** The threads of a table. */
export function tableThreads(store: ItemStore): Threads {
  return {
    resolve: (thread, fresh) => resolve(store, thread, fresh),
    repoint: async ({ account, customerId, keys }, from, to) => {
      for (const key of keys) {
        const item = itemOf('pointer', pointerKey(account, customerId, key), { ticketId: to });
        await store.put(item, { unchanged: { ticketId: from } });
      }
    },
    ticketsOf: async (account, customerId) => {
      const pointers = await store.query(customerPk(account, customerId), 'thread#');
      return [...new Set(pointers.map(ticketOf))];
    },
  };
}
