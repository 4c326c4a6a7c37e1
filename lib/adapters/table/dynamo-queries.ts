import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { IndexEntry, IndexQuery, Item } from '#adapters/table/item-store.ts';
import { INDEXES, TABLE_KEYS } from '#contracts/table-keys.ts';

/** Queries of the item store on DynamoDB: of a partition, whole or by page, and of an index. */

interface QueryDeps {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

const NAMES = { '#pk': TABLE_KEYS.partition, '#sk': TABLE_KEYS.sort };

/** Every item of a partition whose sort key begins with the prefix, through every page. */
export async function queryAll({ client, tableName }: QueryDeps, pk: string, skPrefix: string): Promise<Item[]> {
  const items: Item[] = [];
  let start: QueryCommandInput['ExclusiveStartKey'];
  const input: QueryCommandInput = {
    TableName: tableName,
    ConsistentRead: true,
    KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
    ExpressionAttributeNames: NAMES,
    ExpressionAttributeValues: { ':pk': pk, ':prefix': skPrefix },
  };
  do {
    const page = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: start }));
    items.push(...((page.Items ?? []) as Item[]));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

/** One page of a partition after a sort key. DynamoDB stops at 1 MB, so that a page is asked for until it is full. */
export async function queryPage(
  { client, tableName }: QueryDeps,
  pk: string,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<Item[]> {
  const items: Item[] = [];
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: '#pk = :pk AND #sk > :after',
        ExpressionAttributeNames: NAMES,
        ExpressionAttributeValues: { ':pk': pk, ':after': after },
        Limit: limit - items.length,
        ExclusiveStartKey: start,
      }),
    );
    items.push(...((page.Items ?? []) as Item[]));
    start = page.LastEvaluatedKey;
  } while (start && items.length < limit);
  return items;
}

/** Bounds on an index's sort key: `between` spans them. No key value may be empty; U+FFFF ends every prefix. */
function sortBounds({ prefix = ' ', after, upTo }: IndexQuery): { low: string; high: string } {
  const low = after !== undefined && after > prefix ? after : prefix;
  return { low, high: upTo ?? `${prefix === ' ' ? '' : prefix}\uffff` };
}

/** One page of an index partition; see IndexQuery. */
export async function queryIndex({ client, tableName }: QueryDeps, query: IndexQuery): Promise<IndexEntry[]> {
  const { name, partition, sort } = INDEXES[query.index];
  const { low, high } = sortBounds(query);
  const answer = await client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: name,
      KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :low AND :high',
      ExpressionAttributeNames: { '#partition': partition, '#sort': sort },
      ExpressionAttributeValues: { ':partition': query.partition, ':low': low, ':high': high },
      // `between` includes the key that the page before ended with.
      Limit: query.limit + (query.after === undefined ? 0 : 1),
    }),
  );
  return ((answer.Items ?? []) as Item[])
    .map((item) => ({ key: { pk: item.pk, sk: item.sk }, sort: String(item[sort]) }))
    .filter((entry) => query.after === undefined || entry.sort > query.after)
    .slice(0, query.limit);
}
