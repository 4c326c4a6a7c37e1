import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dailyBudget } from '#adapters/daily-budget.ts';
import { tableItems } from '#contracts/table.ts';
import { startEngineTable } from '#tests/support/engine-table.ts';

/** A budget counted by DynamoDB itself. */

let engine: Awaited<ReturnType<typeof startEngineTable>>;
let client: DynamoDBDocumentClient;

beforeAll(async () => {
  engine = await startEngineTable();
  client = DynamoDBDocumentClient.from(engine.client);
});

afterAll(() => engine.stop());

it('is never overspent, however many environments take from it at once', async () => {
  const { tableName } = engine;
  const failed = (error: unknown) => expect.unreachable(String(error));
  const environment = () =>
    dailyBudget({ tableName, name: 'bedrock', daily: 1_000, clock: () => '2026-11-24T10:00:00.000Z', failed, client });
  const environments = Array.from({ length: 8 }, environment);
  const takings = environments.flatMap((budget) => Array.from({ length: 20 }, () => budget.take(30)));
  const taken = (await Promise.all(takings)).filter(Boolean).length;
  const key = { pk: 'spending#bedrock#2026-11-24', sk: 'spending' };
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: key }));
  expect(tableItems.spending.schema.parse(Item)).toEqual({ spent: taken * 30 });
  expect(taken).toBe(33);
  expect(Item).toMatchObject({ kind: 'spending', expiresAt: Date.parse('2026-12-02T00:00:00Z') / 1000 });
});
