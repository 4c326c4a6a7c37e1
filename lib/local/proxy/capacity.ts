/** What reads and writes cost, by kind of item and by index, from what DynamoDB itself reports. */
import { type DynamoDbRequest, type Item, isWrite, type WrittenItem, writtenItems } from './dynamodb-requests.ts';

/** Names the kind of an item by its key, attribute values unwrapped. Used where a request doesn't hold the whole item. */
export type KindOfKey = (key: Readonly<Record<string, string>>) => string;

/** Units by `table` or the index's name. */
export type Units = Record<string, number>;

export interface CapacityReport {
  /** Write units by kind of item. Of a transaction or batch, the units are shared out over its items by their size. */
  readonly writes: Readonly<Record<string, Units>>;
  readonly reads: Units;
  /** Conditional writes that failed, by kind: AWS charges them too, here they are only counted. */
  readonly failedConditions: Readonly<Record<string, number>>;
  /** Requests by operation. */
  readonly requests: Readonly<Record<string, number>>;
}

interface Consumed {
  readonly CapacityUnits?: number;
  readonly Table?: { readonly CapacityUnits?: number };
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits?: number }>>;
  readonly LocalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits?: number }>>;
}

/** Items of these kinds came in requests that hold only keys nobody could name. */
const UNKNOWN_KIND = 'unknown';

export class CapacityTally {
  readonly #kindOfKey: KindOfKey;
  #writes: Record<string, Units> = {};
  #reads: Units = {};
  #failedConditions: Record<string, number> = {};
  #requests: Record<string, number> = {};

  constructor(kindOfKey: KindOfKey = () => UNKNOWN_KIND) {
    this.#kindOfKey = kindOfKey;
  }

  report(): CapacityReport {
    return structuredClone({
      writes: this.#writes,
      reads: this.#reads,
      failedConditions: this.#failedConditions,
      requests: this.#requests,
    });
  }

  reset(): void {
    this.#writes = {};
    this.#reads = {};
    this.#failedConditions = {};
    this.#requests = {};
  }

  /** Notes a request that DynamoDB carried out. */
  note(operation: string, request: DynamoDbRequest, answer: Buffer): void {
    this.#requests[operation] = (this.#requests[operation] ?? 0) + 1;
    const { ConsumedCapacity } = JSON.parse(answer.toString()) as { ConsumedCapacity?: Consumed | Consumed[] };
    for (const consumed of [ConsumedCapacity ?? []].flat()) {
      if (isWrite(operation)) this.#noteWrite(consumed, writtenItems(request));
      else addAll(this.#reads, unitsOf(consumed), 1);
    }
  }

  /** Notes conditional writes that were refused. */
  noteFailedCondition(request: DynamoDbRequest): void {
    for (const item of writtenItems(request)) add(this.#failedConditions, this.#kindOf(item), 1);
  }

  #noteWrite(consumed: Consumed, items: readonly WrittenItem[]): void {
    const total = items.reduce((sum, item) => sum + sizeInUnits(item.item), 0);
    for (const item of items) {
      const kind = this.#kindOf(item);
      const units = this.#writes[kind] ?? {};
      this.#writes[kind] = units;
      addAll(units, unitsOf(consumed), sizeInUnits(item.item) / total);
    }
  }

  #kindOf({ key, item }: WrittenItem): string {
    const named = item?.['kind']?.['S'];
    if (typeof named === 'string') return named;
    const plain = Object.entries(key).map(([name, value]) => [name, String(Object.values(value)[0])]);
    return this.#kindOfKey(Object.fromEntries(plain)) || UNKNOWN_KIND;
  }
}

function unitsOf({ CapacityUnits, Table, GlobalSecondaryIndexes, LocalSecondaryIndexes }: Consumed): Units {
  const units: Units = { table: Table?.CapacityUnits ?? (GlobalSecondaryIndexes ? 0 : (CapacityUnits ?? 0)) };
  for (const [index, { CapacityUnits: of }] of Object.entries({
    ...GlobalSecondaryIndexes,
    ...LocalSecondaryIndexes,
  })) {
    units[index] = of ?? 0;
  }
  return units;
}

/** One unit a kilobyte; a request without the item counts as one. */
function sizeInUnits(item: Item | undefined): number {
  return item ? Math.max(1, Math.ceil(JSON.stringify(item).length / 1024)) : 1;
}

function addAll(to: Units, units: Units, share: number): void {
  for (const [name, amount] of Object.entries(units)) if (amount > 0) add(to, name, amount * share);
}

function add(to: Record<string, number>, name: string, amount: number): void {
  to[name] = (to[name] ?? 0) + amount;
}
