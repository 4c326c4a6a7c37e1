import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Puts items straight into a table, in batches, a few at once. */

/** As many as a batch takes. */
const BATCH = 25;
const AT_ONCE = 8;

type Item = Readonly<Record<string, unknown>>;

function* batchesOf(items: Iterable<Item>): Generator<Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** @throws {Error} when the table leaves items unwritten. */
export async function loadItems(
  { client, tableName }: { client: DynamoDBClient; tableName: string },
  items: Iterable<Item>,
): Promise<void> {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const batches = batchesOf(items);
  const loader = async (): Promise<void> => {
    for (const batch of batches) {
      const RequestItems = { [tableName]: batch.map((Item) => ({ PutRequest: { Item } })) };
      const { UnprocessedItems = {} } = await documents.send(new BatchWriteCommand({ RequestItems }));
      if (Object.keys(UnprocessedItems).length > 0) throw new Error('the table left items unwritten');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, loader));
}
