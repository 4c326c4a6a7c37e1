import type * as z from 'zod/mini';
import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { customerPk, itemOf, pointerKey } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import { TransientError } from '#domain/errors.ts';
import type { ThreadRef, Threads } from '#domain/ports.ts';

/** Pointers from a customer's threads to tickets: put if absent, so whoever comes first decides for everybody. */

type Pointer = z.infer<typeof tableItems.pointer.schema>;

const MOST_TRIES = 10;

const pointerOf = (item: Item): Pointer => tableItems.pointer.schema.parse(item);
const ticketsIn = ({ ticketId, joins }: Pointer): string[] => (joins === undefined ? [ticketId] : [ticketId, joins]);

/** What must not have changed meanwhile. */
const unchanged = ({ ticketId, joins }: Pointer) => ({
  unchanged: { ticketId, ...(joins !== undefined && { joins }) },
});

const pointerItem = ({ account, customerId }: ThreadRef, key: string, pointer: Pointer): Item =>
  itemOf('pointer', pointerKey(account, customerId, key), pointer);

/** Points one key at a ticket unless it points somewhere already. @returns where it points. */
async function point(store: ItemStore, thread: ThreadRef, to: { key: string; ticketId: string }): Promise<Pointer> {
  const pointer = { ticketId: to.ticketId };
  const result = await store.put(pointerItem(thread, to.key, pointer), 'absent');
  if (result.put) return pointer;
  if (!result.existing) throw new TransientError('pointer is busy');
  return pointerOf(result.existing);
}

async function resolve(store: ItemStore, thread: ThreadRef, fresh: string): Promise<[string, ...string[]]> {
  const keyed = thread.keys.map((key) => ({ key, at: pointerKey(thread.account, thread.customerId, key) }));
  const items = await store.getAll(keyed.map(({ at }) => at));
  const known = new Map(items.map((item) => [item.sk, pointerOf(item)]));
  const ids = new Set<string>();
  let target = keyed.map(({ at }) => known.get(at.sk)).find((pointer) => pointer !== undefined)?.ticketId;
  for (const { key, at } of keyed) {
    const pointer = known.get(at.sk) ?? (await point(store, thread, { key, ticketId: target ?? fresh }));
    target ??= pointer.ticketId;
    for (const id of ticketsIn(pointer)) ids.add(id);
  }
  const [first = fresh, ...others] = ids;
  return [first, ...others];
}

/** A pointer after tickets have become one: `from` goes on as `to`, and what was joined with it is joined no more. */
function turned({ ticketId, joins }: Pointer, from: string, to: string): Pointer | undefined {
  if (ticketId === from) return joins === undefined || joins === to ? { ticketId: to } : { ticketId: to, joins };
  return joins === from ? { ticketId } : undefined;
}

async function repoint(store: ItemStore, thread: ThreadRef, { from, to }: { from: string; to: string }): Promise<void> {
  const items = await store.getAll(thread.keys.map((key) => pointerKey(thread.account, thread.customerId, key)));
  for (const item of items) {
    const pointer = pointerOf(item);
    const next = turned(pointer, from, to);
    const { pk, sk } = item;
    if (next) await store.put(itemOf('pointer', { pk, sk }, next), unchanged(pointer));
  }
}

/** Points one key at a ticket, whatever it led to. @returns the other tickets that it led to. */
async function joinOne(store: ItemStore, thread: ThreadRef, to: { key: string; ticketId: string }): Promise<string[]> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const pointer = await point(store, thread, to);
    if (pointer.ticketId === to.ticketId) return ticketsIn(pointer).slice(1);
    const next: Pointer = { ticketId: to.ticketId, joins: pointer.ticketId };
    const { put } = await store.put(pointerItem(thread, to.key, next), unchanged(pointer));
    if (put) return ticketsIn(pointer);
  }
  throw new TransientError('pointer is busy');
}

/** The threads of a table. */
export function tableThreads(store: ItemStore): Threads {
  return {
    resolve: (thread, fresh) => resolve(store, thread, fresh),
    repoint: (thread, from, to) => repoint(store, thread, { from, to }),
    join: async (thread, ticketId) => {
      const others = new Set<string>();
      for (const key of thread.keys) {
        for (const id of await joinOne(store, thread, { key, ticketId })) others.add(id);
      }
      return [...others];
    },
    ticketsOf: async (account, customerId) => {
      const pointers = await store.query(customerPk(account, customerId), 'thread#');
      return [...new Set(pointers.map(pointerOf).map(({ ticketId }) => ticketId))];
    },
  };
}
