import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { JointPut } from '#adapters/table/item-store.ts';
import { conditionOf } from '#adapters/table/put-condition.ts';
import { PermanentError, TransientError } from '#domain/errors.ts';

/** Puts that hold together, as one transaction of DynamoDB's. */

interface Deps {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Waits before the n-th try, n from 1, with jitter. */
  readonly backOff: (attempt: number) => Promise<void>;
}

const MOST_ROUNDS = 12;

/** Tries once. A condition that does not hold is an answer; another writer of the same items is a reason to try again. */
async function tryTogether({ client, tableName }: Deps, puts: readonly JointPut[]): Promise<boolean | 'conflict'> {
  const items = puts.map(({ item, condition }) => ({
    Put: { TableName: tableName, Item: item, ...conditionOf(condition) },
  }));
  try {
    await client.send(new TransactWriteCommand({ TransactItems: items }));
    return true;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
    if (codes.includes('ConditionalCheckFailed')) return false;
    if (codes.includes('ValidationError'))
      throw new PermanentError('item_refused', 'the table refuses an item', { cause: error });
    if (codes.includes('TransactionConflict')) return 'conflict';
    throw error;
  }
}

/** @throws {TransientError} when others write the same items for too long. */
export async function putTogether(deps: Deps, puts: readonly JointPut[]): Promise<boolean> {
  for (let attempt = 1; attempt <= MOST_ROUNDS; attempt++) {
    const result = await tryTogether(deps, puts);
    if (result !== 'conflict') return result;
    await deps.backOff(attempt);
  }
  throw new TransientError('items are locked');
}
