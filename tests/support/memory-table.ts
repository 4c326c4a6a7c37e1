import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { tablePriorityPolicies } from '#adapters/table/priority-policies.ts';
import { type Repositories, repositoriesOf } from '#adapters/table/repositories.ts';
import { readSlaBook } from '#adapters/table/sla-book.ts';
import { tableSlaDocuments } from '#adapters/table/sla-documents.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import { type PriorityPolicies, policyOf } from '#domain/priority/versions.ts';
import { memoryItemStore } from '#tests/support/memory-item-store.ts';

/** Ids that count up, so that a test can name them. */
export function countingIds(prefix = 'id'): () => string {
  let count = 0;
  return () => `${prefix}-${++count}`;
}

/**
 * The repositories over the in-memory double; `items` lets a test look inside.
 * @param book what is in force; what the table holds, when it is absent.
 * @param ids what its ids begin with; two over one store must not make the same.
 */
export function memoryTable(
  given?: ItemStore,
  book?: SlaBook,
  ids = 'change',
): Repositories & { readonly items: Map<string, Item>; readonly store: ItemStore } {
  const items = new Map<string, Item>();
  const store = given ?? memoryItemStore(items);
  const policies = tablePriorityPolicies(store);
  let inForce = policyOf(undefined);
  const repositories = repositoriesOf({
    store,
    slaBook: book ? () => Promise.resolve(book) : readSlaBook(tableSlaDocuments(store), {}),
    priorityPolicy: () => Promise.resolve(inForce),
    newId: countingIds(ids),
    backOff: async () => {},
  });
  /** What is put is in force at once, where the real table is up to a minute behind. */
  const put: PriorityPolicies['put'] = async (next, seen) => {
    const version = await policies.put(next, seen);
    if (version) inForce = policyOf(version);
    return version;
  };
  return { ...repositories, priorityPolicies: { ...policies, put }, items, store };
}
