/** Tables of DynamoDB Local: made from templates, and what the run must know of each. */
import { arn, REGION } from '../template/names.ts';
import { AwsJsonError, callAws } from './aws-json.ts';

/** One attribute of a key. */
export interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: string;
}

/** A table that was made. */
export interface LocalTable {
  readonly name: string;
  readonly arn: string;
  /** The stream's ARN as AWS would spell it. */
  readonly streamArn: string | undefined;
  /** The stream's ARN as DynamoDB Local wants it. */
  readonly localStreamArn: string | undefined;
  readonly partitionKey: string;
}

export interface TableDefinition {
  readonly name: string;
  readonly attributes: readonly unknown[];
  readonly keys: readonly KeyElement[];
  readonly globalIndexes: readonly Readonly<Record<string, unknown>>[];
  readonly localIndexes: readonly unknown[];
  readonly streamViewType: string | undefined;
  readonly ttlAttribute: string | undefined;
}

interface Description {
  readonly LatestStreamArn?: string;
}

const call = <T>(endpoint: string, operation: string, body: object): Promise<T> =>
  callAws<T>({ endpoint, target: `DynamoDB_20120810.${operation}`, body });

/** Makes a table, or finds it where data was kept. */
export async function createTable(endpoint: string, definition: TableDefinition): Promise<LocalTable> {
  const { name, ttlAttribute } = definition;
  const existing = await describe(endpoint, name);
  const { LatestStreamArn } = existing ?? (await create(endpoint, definition));
  if (ttlAttribute && !existing) {
    const TimeToLiveSpecification = { AttributeName: ttlAttribute, Enabled: true };
    await call(endpoint, 'UpdateTimeToLive', { TableName: name, TimeToLiveSpecification });
  }
  return {
    name,
    arn: arn('dynamodb', `table/${name}`),
    streamArn: LatestStreamArn?.replace(':ddblocal:', `:${REGION}:`),
    localStreamArn: LatestStreamArn,
    partitionKey: definition.keys.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '',
  };
}

/** The parts of a table that a second one like it needs. */
export async function schemaOf(
  endpoint: string,
  name: string,
): Promise<Omit<TableDefinition, 'name' | 'streamViewType' | 'ttlAttribute'>> {
  const { Table } = await call<{ Table: Record<string, unknown[]> }>(endpoint, 'DescribeTable', { TableName: name });
  const indexes = (Table['GlobalSecondaryIndexes'] ?? []) as Record<string, unknown>[];
  return {
    attributes: Table['AttributeDefinitions'] ?? [],
    keys: (Table['KeySchema'] ?? []) as KeyElement[],
    globalIndexes: indexes.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection })),
    localIndexes: [],
  };
}

async function create(endpoint: string, definition: TableDefinition): Promise<Description> {
  const { name, attributes, keys, globalIndexes, localIndexes, streamViewType } = definition;
  const { TableDescription } = await call<{ TableDescription: Description }>(endpoint, 'CreateTable', {
    TableName: name,
    AttributeDefinitions: attributes,
    KeySchema: keys,
    BillingMode: 'PAY_PER_REQUEST',
    ...(globalIndexes.length > 0 && {
      GlobalSecondaryIndexes: globalIndexes.map(({ IndexName, KeySchema, Projection }) => ({
        IndexName,
        KeySchema,
        Projection,
      })),
    }),
    ...(localIndexes.length > 0 && { LocalSecondaryIndexes: localIndexes }),
    ...(streamViewType && { StreamSpecification: { StreamEnabled: true, StreamViewType: streamViewType } }),
  });
  return TableDescription;
}

async function describe(endpoint: string, name: string): Promise<Description | undefined> {
  try {
    return (await call<{ Table: Description }>(endpoint, 'DescribeTable', { TableName: name })).Table;
  } catch (error) {
    if (error instanceof AwsJsonError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
