import type { ItemStore } from '#adapters/table/item-store.ts';
import { itemOf, leaseKey } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import type { Lease, Leases } from '#domain/lease.ts';
import type { NewId } from '#domain/ports.ts';

/** Leases as items: the fence is the condition of every write, and grows with every holder. */

const schema = tableItems.lease.schema;

interface LeaseDeps {
  readonly store: ItemStore;
  readonly newId: NewId;
}

async function take({ store, newId }: LeaseDeps, wanted: Omit<Lease, 'fence'>, now: string) {
  const item = await store.get(leaseKey(wanted.name));
  const before = item && schema.parse(item);
  if (before && before.until > now) return undefined;
  const lease: Lease = { ...wanted, fence: (before?.fence ?? 0) + 1 };
  const holder = newId();
  const condition = before ? { unchanged: { fence: before.fence } } : 'absent';
  const result = await store.put(itemOf('lease', leaseKey(lease.name), { ...lease, holder }), condition);
  // A put whose answer was lost is tried again and then meets itself.
  const isOurs = result.put || (result.existing && schema.parse(result.existing).holder === holder);
  return isOurs ? lease : undefined;
}

/** The leases of a table. */
export function tableLeases(deps: LeaseDeps): Leases {
  const { store } = deps;
  return {
    take: (name, { now, until }) => take(deps, { name, until }, now),
    holds: async (lease, now) => {
      if (lease.until <= now) return false;
      const item = await store.get(leaseKey(lease.name));
      return item !== undefined && schema.parse(item).fence === lease.fence;
    },
    release: async ({ name, fence }, now) => {
      const item = itemOf('lease', leaseKey(name), { name, fence, until: now, holder: 'nobody' });
      await store.put(item, { unchanged: { fence } });
    },
  };
}
