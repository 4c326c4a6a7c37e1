import type { ItemStore } from '#adapters/table/item-store.ts';
import { itemOf, profileKey, tierKey } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import type { Customer, Customers } from '#domain/customers.ts';
import { TransientError } from '#domain/errors.ts';

/** Customers' profiles; the newest wins, and a profile that says nothing new is not written. Their tiers stand beside them. */

const MOST_TRIES = 30;

/** What is known stays known: a payload without a name doesn't erase the name. */
function merged(known: Customer, seen: Customer): Customer {
  const told = Object.entries(seen.profile).filter(([, value]) => value !== undefined);
  return { ...seen, profile: { ...known.profile, ...Object.fromEntries(told) } };
}

function saysNothingNew(known: Customer, next: Customer): boolean {
  const { profile } = known;
  const fields = ['name', 'handle', 'followers', 'verified'] as const;
  return fields.every((field) => profile[field] === next.profile[field]);
}

async function read(store: ItemStore, account: string, customerId: string): Promise<Customer | undefined> {
  const item = await store.get(profileKey(account, customerId));
  return item && tableItems.customer.schema.parse(item);
}

async function remember(store: ItemStore, seen: Customer): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const known = await read(store, seen.account, seen.profile.id);
    const next = known ? merged(known, seen) : seen;
    if (known && (known.seenAt > seen.seenAt || saysNothingNew(known, next))) return;
    const condition = known ? { unchanged: { seenAt: known.seenAt } } : 'absent';
    const { put } = await store.put(itemOf('customer', profileKey(seen.account, seen.profile.id), next), condition);
    if (put) return;
  }
  throw new TransientError('customer is busy');
}

/** The customers of a table. */
export function tableCustomers(store: ItemStore): Customers {
  return {
    remember: (customer) => remember(store, customer),
    get: (account, customerId) => read(store, account, customerId),
    tier: async (account, customerId) => {
      const item = await store.get(tierKey(account, customerId));
      return item && tableItems.tier.schema.parse(item);
    },
    setTier: async (setting) => {
      await store.put(itemOf('tier', tierKey(setting.account, setting.customerId), setting));
    },
  };
}
