import { setTimeout as sleep } from 'node:timers/promises';
import { PutItemCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalAppStack, startLocalApp } from '#tests/support/local-app-stack.ts';

let app: LocalAppStack;

const TableName = (): string => app.stack.outputs['TableName'] ?? '';

beforeAll(async () => {
  app = await startLocalApp();
});

afterAll(() => app?.stop());

beforeEach(() => {
  app.stack.faults.clear();
  app.pager.status = 200;
});

describe('faults', () => {
  it('shows throttling to the SDK and counts it', async () => {
    await app.stack.faults.set({ dynamodb: { throttle: 1 } });
    const put = app
      .dynamodb()
      .send(new PutItemCommand({ TableName: TableName(), Item: { pk: { S: 'x' }, sk: { S: 'x' } } }));
    await expect(put).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
    expect(app.stack.faults.injected()['dynamodb.throttle']).toBeGreaterThan(0);
  });

  it('shows conflicts as DynamoDB does, for single writes and transactions', async () => {
    await app.stack.faults.set({ dynamodb: { conflict: 1 } });
    const Put = { TableName: TableName(), Item: { pk: { S: 'x' }, sk: { S: 'x' } } };
    await expect(app.dynamodb().send(new PutItemCommand(Put))).rejects.toMatchObject({
      name: 'TransactionConflictException',
    });
    const transaction = app.dynamodb().send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] }));
    await expect(transaction).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }],
    });
  });

  it('loses the answer to a write that was applied', async () => {
    await app.stack.faults.set({ dynamodb: { lostAnswer: 1 } });
    const Item = { pk: { S: 'message#lost-answer' }, sk: { S: 'it' } };
    await expect(app.dynamodb().send(new PutItemCommand({ TableName: TableName(), Item }))).rejects.toMatchObject({
      name: 'InternalServerError',
    });
    expect(await app.storedIds()).toContain('lost-answer');
  });

  it('answers index queries as of an earlier moment, and the table as of now', async () => {
    const by = (owner: string) =>
      app.dynamodb().send(
        new QueryCommand({
          TableName: TableName(),
          IndexName: 'byOwner',
          KeyConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': { S: owner } },
        }),
      );
    const put = (owner: string) =>
      app.dynamodb().send(
        new PutItemCommand({
          TableName: TableName(),
          Item: { pk: { S: 'message#stale' }, sk: { S: 'it' }, owner: { S: owner } },
        }),
      );
    await put('before');
    await app.stack.faults.set({ dynamodb: { staleIndexMs: 700 } });
    await put('after');
    expect((await by('after')).Count).toBe(0);
    expect((await by('before')).Count).toBe(1);
    await expect.poll(async () => (await by('after')).Count, { timeout: 5_000 }).toBe(1);
    expect((await by('before')).Count).toBe(0);
  });

  it('loses nothing while DynamoDB is down', async () => {
    await app.stack.faults.set({ dynamodb: { down: 'refused' } });
    expect((await app.wishes({ id: 'outage' })).status).toBe(202);
    await sleep(300);
    await app.stack.faults.set({ dynamodb: { down: false } });
    await app.stack.idle();
    expect(await app.storedIds()).toContain('outage');
  });

  it('shows a queue that is down to whoever sends, and goes on when it is back', async () => {
    await app.stack.faults.set({ sqs: { down: 'error' } });
    expect((await app.wishes({ id: 'queue-down' })).status).toBe(500);
    app.stack.faults.clear();
    expect((await app.wishes({ id: 'queue-back' })).status).toBe(202);
    await app.stack.idle();
    expect(await app.storedIds()).toContain('queue-back');
  });

  it('rejects entries of a batch one by one', async () => {
    await app.stack.faults.set({ sqs: { rejectEntry: 1 } });
    const answer = await app.wishes({ id: 'never' });
    expect([answer.status, await answer.json()]).toEqual([503, { queued: 0 }]);
  });
});
