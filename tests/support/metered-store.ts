import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { INDEXES } from '#contracts/table-keys.ts';
import type { VirtualTime } from '#tests/support/virtual-time.ts';

/** A store that takes time, and counts what its writes cost each partition of an index in each second. */

export interface MeteredStore {
  readonly store: ItemStore;
  /** The most write units that one partition of an index took in one second. */
  readonly busiest: () => { readonly partition: string; readonly units: number };
}

/**
 * What a put costs the indexes, as DynamoDB counts for indexes of keys alone: one unit to take an entry out, one to put one
 * in, nothing while its keys stay as they were. Every item here is below a kilobyte there.
 */
export function indexUnits(before: Item | undefined, after: Item): string[] {
  return Object.values(INDEXES).flatMap(({ name, partition, sort }) => {
    const entryOf = (item: Item | undefined) =>
      item?.[sort] === undefined ? undefined : `${String(item[partition])}\n${String(item[sort])}`;
    if (entryOf(before) === entryOf(after)) return [];
    return [before, after].flatMap((item) => (entryOf(item) ? [`${name} ${String(item?.[partition])}`] : []));
  });
}

/** @param latencyMs how long each call takes. */
export function meteredStore(store: ItemStore, time: VirtualTime, latencyMs: number): MeteredStore {
  const units = new Map<string, number>();
  const count = (partition: string): void => {
    const second = `${partition} ${Math.floor(time.nowMs() / 1000)}`;
    units.set(second, (units.get(second) ?? 0) + 1);
  };
  const slow =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await time.sleep(latencyMs);
      return call(...args);
    };
  const put: ItemStore['put'] = async (item, condition) => {
    const before = await store.get(item);
    const result = await store.put(item, condition);
    if (result.put) for (const partition of indexUnits(before, item)) count(partition);
    return result;
  };
  return {
    store: {
      ...store,
      get: slow(store.get),
      getAll: slow(store.getAll),
      query: slow(store.query),
      queryIndex: slow(store.queryIndex),
      put: slow(put),
    },
    busiest: () =>
      [...units].reduce((most, [partition, count]) => (count > most.units ? { partition, units: count } : most), {
        partition: 'none',
        units: 0,
      }),
  };
}
