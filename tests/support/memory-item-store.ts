import type { IndexEntry, IndexQuery, Item, ItemKey, ItemStore, PutCondition } from '#adapters/table/item-store.ts';
import { INDEXES } from '#contracts/table-keys.ts';

/** The item store's double: the same answers as DynamoDB's, from a map. The contract suite holds it to them. */

const idOf = ({ pk, sk }: ItemKey): string => `${pk}\n${sk}`;

/** What the table would hand back: a copy without undefined values. */
const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function holds(existing: Item | undefined, condition: PutCondition | undefined): boolean {
  if (condition === undefined) return true;
  if (condition === 'absent') return existing === undefined;
  return (
    existing !== undefined && Object.entries(condition.unchanged).every(([name, value]) => existing[name] === value)
  );
}

function entriesOf(items: Iterable<Item>, query: IndexQuery): IndexEntry[] {
  const { partition, sort } = INDEXES[query.index];
  const entries: IndexEntry[] = [];
  for (const item of items) {
    const place = item[sort];
    if (item[partition] !== query.partition || typeof place !== 'string') continue;
    entries.push({ key: { pk: item.pk, sk: item.sk }, sort: place });
  }
  return entries;
}

function isWithin({ sort }: IndexEntry, { prefix = '', after, upTo }: IndexQuery): boolean {
  return sort.startsWith(prefix) && (after === undefined || sort > after) && (upTo === undefined || sort <= upTo);
}

const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** @param items shared by all stores made over it, so that a test can look inside. */
export function memoryItemStore(items: Map<string, Item> = new Map()): ItemStore {
  return {
    get: async (key) => copied(items.get(idOf(key)) ?? null) ?? undefined,
    getAll: async (keys) => [...new Set(keys.map(idOf))].flatMap((id) => copied(items.get(id) ?? [])),
    put: async (item, condition) => {
      const existing = items.get(idOf(item));
      if (!holds(existing, condition)) return { put: false, existing: existing && copied(existing) };
      items.set(idOf(item), copied(item));
      return { put: true };
    },
    putTogether: async (puts) => {
      if (!puts.every(({ item, condition }) => holds(items.get(idOf(item)), condition))) return false;
      for (const { item } of puts) items.set(idOf(item), copied(item));
      return true;
    },
    query: async (pk, skPrefix) =>
      [...items.values()]
        .filter((item) => item.pk === pk && item.sk.startsWith(skPrefix))
        .sort((a, b) => ascending(a.sk, b.sk))
        .map(copied),
    queryPage: async (pk, { after, limit }) =>
      [...items.values()]
        .filter((item) => item.pk === pk && item.sk > after)
        .sort((a, b) => ascending(a.sk, b.sk))
        .slice(0, limit)
        .map(copied),
    queryIndex: async (query) =>
      entriesOf(items.values(), query)
        .filter((entry) => isWithin(entry, query))
        .sort((a, b) => ascending(a.sort, b.sort))
        .slice(0, query.limit),
  };
}
