import type { IndexName } from '#contracts/table-keys.ts';

/**
 * The few things the repositories ask of a table. Two implementations answer alike: DynamoDB's, and the double of the
 * tests; one contract suite runs on both.
 */

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export interface Item extends ItemKey {
  readonly [attribute: string]: unknown;
}

/** What must hold for a put: nothing there yet, or top-level attributes as they were read. */
export type PutCondition = 'absent' | { readonly unchanged: Readonly<Record<string, string | number>> };

/** Whether the item was put; if not, what stands in its place. */
export type PutResult = { readonly put: true } | { readonly put: false; readonly existing: Item | undefined };

/** One of several puts that hold together. */
export interface JointPut {
  readonly item: Item;
  readonly condition?: PutCondition | undefined;
}

/** One page of an index partition, ascending by its sort key. */
export interface IndexQuery {
  readonly index: IndexName;
  readonly partition: string;
  /** Only sort keys that begin with this. */
  readonly prefix?: string | undefined;
  /** Only sort keys after this one. */
  readonly after?: string | undefined;
  /** Only sort keys up to and with this one. */
  readonly upTo?: string | undefined;
  readonly limit: number;
}

/** What an index holds: the key of the item and its place. It may be stale. */
export interface IndexEntry {
  readonly key: ItemKey;
  readonly sort: string;
}

export interface ItemStore {
  /** Strongly consistent. */
  get(key: ItemKey): Promise<Item | undefined>;
  /** Strongly consistent; any number of keys, duplicates allowed, answers in no order. */
  getAll(keys: readonly ItemKey[]): Promise<Item[]>;
  /** Puts the whole item. Contention is answered as `put: false`, never thrown. */
  put(item: Item, condition?: PutCondition): Promise<PutResult>;
  /** Puts all of them (of different keys, a few) or none; false when a condition does not hold. */
  putTogether(puts: readonly JointPut[]): Promise<boolean>;
  /** Every item of a partition whose sort key begins with the prefix, ascending. Strongly consistent. */
  query(pk: string, skPrefix: string): Promise<Item[]>;
  /** One page of a partition, ascending, after a sort key. Strongly consistent. */
  queryPage(pk: string, page: { readonly after: string; readonly limit: number }): Promise<Item[]>;
  /** Eventually consistent. */
  queryIndex(query: IndexQuery): Promise<IndexEntry[]>;
}
