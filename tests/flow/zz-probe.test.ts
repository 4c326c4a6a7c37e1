import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { startFlow } from '#tests/support/flow.ts';
import { putItem, tableOf } from '#tests/support/flow-table.ts';
it('ttl', async () => {
  const care = await startFlow({ startAt: undefined });
  const { stack } = care;
  const client = new DynamoDBClient({ endpoint: stack.endpoints.dynamodbBehind, region: stack.region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
  console.log(await client.send(new DescribeTimeToLiveCommand({ TableName: stack.outputs['TableName'] })));
  const now = () => Math.floor(Date.now() / 1000);
  await putItem(stack, { pk: 'trace#past', sk: 'trace', kind: 'trace', expiresAt: now() - 60 });
  await putItem(stack, { pk: 'trace#soon', sk: 'trace', kind: 'trace', expiresAt: now() + 3 });
  for (let i = 0; i < 20; i++) { await sleep(2500); console.log(i, (await tableOf(stack)).items.map(({ pk }) => pk)); }
  await care.stop();
  expect(1).toBe(1);
});
