import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { StreamReader, type StreamRecord } from '#local/engines/stream-reader.ts';
import type { LocalStack } from '#local/local-stack.ts';
import { streamEventRecord } from '#local/mappings/stream-records.ts';

/** The table's stream, read once more from its beginning, as a replay reads it. */
export async function wholeStream({ endpoints, region, outputs }: LocalStack): Promise<readonly StreamRecord[]> {
  const endpoint = endpoints.dynamodbBehind;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: outputs['TableName'] }));
  client.destroy();
  const reader = new StreamReader(endpoint, Table?.LatestStreamArn ?? '', { otherwise: 'TRIM_HORIZON' });
  const all: StreamRecord[] = [];
  for (let next = await reader.read(1000); next; next = await reader.read(1000)) all.push(...next.records);
  return all;
}

/** Hands records to publish-changes as Lambda would. @returns its answer. */
export function publishAgain(stack: LocalStack, records: readonly StreamRecord[]): Promise<unknown> {
  const offsetMs = stack.clock.now() - Date.now();
  const Records = records.map((record) => streamEventRecord(record, 'arn:aws:dynamodb:::table/stream', offsetMs));
  return stack.invoke('publish-changes', { Records });
}
