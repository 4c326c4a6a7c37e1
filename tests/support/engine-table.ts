import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { INDEXES, TABLE_KEYS } from '#contracts/table-keys.ts';
import { startDynamoDbLocal } from '#local/engines/dynamodb-local.ts';

/** Amazon's DynamoDB Local with the table that the contract describes. */

const TABLE = 'contract';

const attributes = [
  ...new Set([
    ...Object.values(TABLE_KEYS),
    ...Object.values(INDEXES).flatMap(({ partition, sort }) => [partition, sort]),
  ]),
];

const keySchema = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

async function createTable(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keySchema(TABLE_KEYS.partition, TABLE_KEYS.sort),
      GlobalSecondaryIndexes: Object.values(INDEXES).map(({ name, partition, sort }) => ({
        IndexName: name,
        KeySchema: keySchema(partition, sort),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  );
}

/** Starts the engine and makes the table; `stop` ends both. */
export async function startEngineTable(): Promise<{
  client: DynamoDBClient;
  tableName: string;
  stop: () => Promise<void>;
}> {
  const engine = await startDynamoDbLocal();
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await createTable(client);
  return {
    client,
    tableName: TABLE,
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
}
