/** What the proxy must know of DynamoDB's operations. */

export type AttributeValue = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, AttributeValue>>;

/** The parts of a request's body that the proxy reads. */
export interface DynamoDbRequest {
  TableName?: string;
  IndexName?: string;
  ReturnConsumedCapacity?: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly TransactItems?: readonly Readonly<
    Record<string, { readonly TableName: string; readonly Item?: Item; readonly Key?: Item }>
  >[];
  readonly RequestItems?: Readonly<
    Record<string, readonly Readonly<Record<string, { readonly Item?: Item; readonly Key?: Item }>>[]>
  >;
}

const SINGLE_WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);
const WRITES = new Set([...SINGLE_WRITES, 'TransactWriteItems', 'BatchWriteItem']);
const READS = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem', 'TransactGetItems']);

export const isWrite = (operation: string): boolean => WRITES.has(operation);
export const isSingleWrite = (operation: string): boolean => SINGLE_WRITES.has(operation);

/** Whether the operation reads or writes items, and so consumes capacity. */
export const isOnItems = (operation: string): boolean => WRITES.has(operation) || READS.has(operation);

/** One item that a request writes. */
export interface WrittenItem {
  readonly table: string;
  /** The item's key; of a put, the whole item. */
  readonly key: Item;
  /** The whole item, where the request has it. */
  readonly item: Item | undefined;
}

/** All items that a request writes; condition checks count, as they consume write capacity. */
export function writtenItems({
  TableName = '',
  Item,
  Key,
  TransactItems,
  RequestItems,
}: DynamoDbRequest): WrittenItem[] {
  const single = Item ?? Key;
  if (single) return [{ table: TableName, key: single, item: Item }];
  const transacted = (TransactItems ?? []).flatMap((action) => Object.values(action));
  const batched = Object.entries(RequestItems ?? {}).flatMap(([table, requests]) =>
    requests.flatMap((entry) => Object.values(entry).map((inner) => ({ ...inner, TableName: table }))),
  );
  return [...transacted, ...batched].map((action) => ({
    table: action.TableName,
    key: action.Item ?? action.Key ?? {},
    item: action.Item,
  }));
}
