import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { type Repositories, repositoriesOf } from '#adapters/table/repositories.ts';
import { DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import { memoryItemStore } from '#tests/support/memory-item-store.ts';

/** Ids that count up, so that a test can name them. */
export function countingIds(prefix = 'id'): () => string {
  let count = 0;
  return () => `${prefix}-${++count}`;
}

/** The repositories over the in-memory double; `items` lets a test look inside. */
export function memoryTable(
  store?: ItemStore,
  book: SlaBook = DEFAULT_SLA_BOOK,
): Repositories & { readonly items: Map<string, Item> } {
  const items = new Map<string, Item>();
  const deps = { slaBook: () => Promise.resolve(book), newId: countingIds('change'), backOff: async () => {} };
  return { ...repositoriesOf({ store: store ?? memoryItemStore(items), ...deps }), items };
}
