import 'aws-sdk-client-mock-vitest/extend';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { dynamoItemStore } from '#adapters/table/dynamo-item-store.ts';
import { TransientError } from '#domain/errors.ts';

const table = mockClient(DynamoDBDocumentClient);
const waits: number[] = [];

const store = dynamoItemStore({
  client: DynamoDBDocumentClient.from(new DynamoDBClient({})),
  tableName: 'care',
  backOff: async (attempt) => void waits.push(attempt),
});

const item = (sk: string) => ({ pk: 'ticket#1', sk });
const $metadata = {};
const conflict = new TransactionConflictException({ message: 'busy', $metadata });

beforeEach(() => {
  table.reset();
  waits.length = 0;
});

describe('a put', () => {
  it('is tried again while another writer is in the middle of a transaction', async () => {
    table.on(PutCommand).rejectsOnce(conflict).rejectsOnce(conflict).resolves({});
    await expect(store.put(item('a'), 'absent')).resolves.toEqual({ put: true });
    expect(table).toHaveReceivedCommandTimes(PutCommand, 3);
    expect(waits).toEqual([1, 2]);
  });

  it('ends in an error that is worth another try when the item stays locked', async () => {
    table.on(PutCommand).rejects(conflict);
    await expect(store.put(item('a'), 'absent')).rejects.toThrow(TransientError);
  });

  it('that lost its race answers with what stands there, read as a document', async () => {
    const Item = { pk: { S: 'ticket#1' }, sk: { S: 'a' }, revision: { N: '4' } };
    table.on(PutCommand).rejects(new ConditionalCheckFailedException({ message: 'no', $metadata, Item }));
    await expect(store.put(item('a'), { unchanged: { revision: 3 } })).resolves.toEqual({
      put: false,
      existing: { ...item('a'), revision: 4 },
    });
    expect(table).toHaveReceivedCommandWith(PutCommand, {
      ConditionExpression: '#n0 = :v0',
      ExpressionAttributeValues: { ':v0': 3 },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    expect(waits).toEqual([]);
  });

  it('that finds nothing where something was to be unchanged says so', async () => {
    table.on(PutCommand).rejects(new ConditionalCheckFailedException({ message: 'no', $metadata }));
    await expect(store.put(item('a'), { unchanged: { revision: 3 } })).resolves.toEqual({
      put: false,
      existing: undefined,
    });
  });

  it("throws every other error of the engine's as it came", async () => {
    const throttled = Object.assign(new Error('slow down'), { name: 'ProvisionedThroughputExceededException' });
    table.on(PutCommand).rejects(throttled);
    await expect(store.put(item('a'), 'absent')).rejects.toBe(throttled);
    expect(table).toHaveReceivedCommandTimes(PutCommand, 1);
  });
});

describe('reading many items', () => {
  it('asks again for the keys that the table left out, and for no others', async () => {
    table
      .on(BatchGetCommand)
      .resolvesOnce({
        Responses: { care: [item('a')] },
        UnprocessedKeys: { care: { Keys: [item('b'), item('c')] } },
      })
      .resolvesOnce({ Responses: { care: [item('b')] }, UnprocessedKeys: { care: { Keys: [item('c')] } } })
      .resolves({ Responses: { care: [item('c')] } });
    await expect(store.getAll(['a', 'b', 'c'].map(item))).resolves.toEqual(['a', 'b', 'c'].map(item));
    expect(table).toHaveReceivedNthCommandWith(BatchGetCommand, 3, {
      RequestItems: { care: { Keys: [item('c')], ConsistentRead: true } },
    });
  });

  it('ends in an error that is worth another try when keys stay unread: half an answer would be a lie', async () => {
    table.on(BatchGetCommand).resolves({ Responses: { care: [] }, UnprocessedKeys: { care: { Keys: [item('a')] } } });
    await expect(store.getAll([item('a')])).rejects.toThrow(TransientError);
  });

  it('asks for each key once, a hundred at a time', async () => {
    table.on(BatchGetCommand).resolves({ Responses: { care: [] } });
    const keys = Array.from({ length: 150 }, (_, index) => item(String(index)));
    await store.getAll([...keys, ...keys]);
    const asked = table
      .commandCalls(BatchGetCommand)
      .map(({ args: [{ input }] }) => input.RequestItems?.['care']?.Keys?.length);
    expect(asked).toEqual([100, 50]);
  });

  it('asks the table nothing when no key is given', async () => {
    await expect(store.getAll([])).resolves.toEqual([]);
    expect(table).not.toHaveReceivedAnyCommand();
  });
});

describe('reading a partition', () => {
  it('follows its pages to the end', async () => {
    table
      .on(QueryCommand)
      .resolvesOnce({ Items: [item('a')], LastEvaluatedKey: item('a') })
      .resolvesOnce({ Items: [], LastEvaluatedKey: item('b') })
      .resolves({ Items: [item('c')] });
    await expect(store.query('ticket#1', 'entry#')).resolves.toEqual([item('a'), item('c')]);
    expect(table).toHaveReceivedNthCommandWith(QueryCommand, 3, {
      ExclusiveStartKey: item('b'),
      ConsistentRead: true,
    });
  });

  it('throws what a later page throws', async () => {
    table
      .on(QueryCommand)
      .resolvesOnce({ Items: [], LastEvaluatedKey: item('a') })
      .rejects(new Error('down'));
    await expect(store.query('ticket#1', '')).rejects.toThrow('down');
  });
});

describe('reading one item', () => {
  it('is strongly consistent, and undefined when there is none', async () => {
    table.on(GetCommand).resolves({});
    await expect(store.get(item('a'))).resolves.toBeUndefined();
    expect(table).toHaveReceivedCommandWith(GetCommand, { Key: item('a'), ConsistentRead: true });
  });
});
