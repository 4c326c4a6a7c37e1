import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { queryAll, queryIndex, queryPage } from '#adapters/table/dynamo-queries.ts';
import { putTogether } from '#adapters/table/dynamo-transaction.ts';
import type { Item, ItemKey, ItemStore, PutCondition, PutResult } from '#adapters/table/item-store.ts';
import { conditionOf } from '#adapters/table/put-condition.ts';
import { PermanentError, TransientError } from '#domain/errors.ts';

/** The item store on DynamoDB. The SDK retries throttling and faults; what is left of them is thrown as it came. */

const BATCH_GET_KEYS = 100;
const MOST_ROUNDS = 12;

export interface DynamoDeps {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Waits before the n-th try, n from 1, with jitter. */
  readonly backOff: (attempt: number) => Promise<void>;
}

/** An item over 400 KB, or of a shape that no table takes: no retry mends that. */
const isHopeless = (error: unknown): boolean => error instanceof Error && error.name === 'ValidationException';

/** Puts once. A lost race is an answer; another writer in the middle of a transaction is a reason to try again. */
async function tryPut(
  { client, tableName }: DynamoDeps,
  item: Item,
  condition?: PutCondition,
): Promise<PutResult | 'conflict'> {
  const returned = condition ? { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const } : {};
  try {
    await client.send(new PutCommand({ TableName: tableName, Item: item, ...conditionOf(condition), ...returned }));
    return { put: true };
  } catch (error) {
    if (error instanceof TransactionConflictException) return 'conflict';
    if (isHopeless(error)) throw new PermanentError('item_refused', 'the table refuses the item', { cause: error });
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // The document client leaves the item inside an error in DynamoDB's own notation.
    return { put: false, existing: error.Item && (unmarshall(error.Item) as Item) };
  }
}

async function put(deps: DynamoDeps, item: Item, condition?: PutCondition): Promise<PutResult> {
  for (let attempt = 1; attempt <= MOST_ROUNDS; attempt++) {
    const result = await tryPut(deps, item, condition);
    if (result !== 'conflict') return result;
    await deps.backOff(attempt);
  }
  throw new TransientError('item is locked');
}

/** Asks for up to a hundred keys, and again for those the table left out (throttled, or beyond 16 MB). */
async function getBatch(deps: DynamoDeps, keys: readonly ItemKey[]): Promise<Item[]> {
  const items: Item[] = [];
  let left: readonly ItemKey[] = keys;
  for (let attempt = 1; attempt <= MOST_ROUNDS; attempt++) {
    const RequestItems = { [deps.tableName]: { Keys: [...left], ConsistentRead: true } };
    const answer = await deps.client.send(new BatchGetCommand({ RequestItems }));
    items.push(...((answer.Responses?.[deps.tableName] ?? []) as Item[]));
    left = (answer.UnprocessedKeys?.[deps.tableName]?.Keys ?? []) as ItemKey[];
    if (left.length === 0) return items;
    await deps.backOff(attempt);
  }
  throw new TransientError('table left keys unread');
}

async function getAll(deps: DynamoDeps, keys: readonly ItemKey[]): Promise<Item[]> {
  const unique = [...new Map(keys.map(({ pk, sk }) => [`${pk}\n${sk}`, { pk, sk }])).values()];
  const batches = Array.from({ length: Math.ceil(unique.length / BATCH_GET_KEYS) }, (_, batch) =>
    unique.slice(batch * BATCH_GET_KEYS, (batch + 1) * BATCH_GET_KEYS),
  );
  return (await Promise.all(batches.map((batch) => getBatch(deps, batch)))).flat();
}

/** The item store of one DynamoDB table. */
export function dynamoItemStore(deps: DynamoDeps): ItemStore {
  const { client, tableName } = deps;
  return {
    get: async ({ pk, sk }) => {
      const answer = await client.send(new GetCommand({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true }));
      return answer.Item as Item | undefined;
    },
    getAll: (keys) => getAll(deps, keys),
    put: (item, condition) => put(deps, item, condition),
    putTogether: (puts) => putTogether(deps, puts),
    query: (pk, skPrefix) => queryAll(deps, pk, skPrefix),
    queryPage: (pk, page) => queryPage(deps, pk, page),
    queryIndex: (query) => queryIndex(deps, query),
  };
}
