import 'aws-sdk-client-mock-vitest/extend';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { dailyBudget } from '#adapters/daily-budget.ts';

const table = mockClient(DynamoDBDocumentClient);

beforeEach(() => {
  table.reset();
});

/** A table that counts as DynamoDB does. */
function counting(spent = 0) {
  let count = spent;
  table.on(UpdateCommand).callsFake(({ ExpressionAttributeValues: values }) => {
    if (count > values[':room']) {
      const Item = marshall({ spent: count });
      throw new ConditionalCheckFailedException({ message: 'no', $metadata: {}, Item });
    }
    count += values[':units'];
    return { Attributes: { spent: count } };
  });
  return { spent: () => count };
}

function budgetOf(daily: number) {
  const errors: unknown[] = [];
  const day = { now: '2026-11-24T10:00:00.000Z' };
  const budget = dailyBudget({
    tableName: 'table',
    name: 'bedrock',
    daily,
    clock: () => day.now,
    failed: (error) => void errors.push(error),
  });
  return { budget, errors, day };
}

describe('a daily budget', () => {
  it('is one item a day, which expires and is of a kind that never publishes', async () => {
    counting();
    await budgetOf(100).budget.take(10);
    expect(table).toHaveReceivedCommandWith(UpdateCommand, {
      Key: { pk: 'spending#bedrock#2026-11-24', sk: 'spending' },
      ExpressionAttributeValues: {
        ':units': 10,
        ':room': 90,
        ':kind': 'spending',
        ':expires': Date.parse('2026-12-02T00:00:00Z') / 1000,
      },
    });
  });

  it('is taken from until the next taking would not fit', async () => {
    const { spent } = counting();
    const { budget } = budgetOf(100);
    expect([await budget.take(60), await budget.take(50), await budget.take(40)]).toEqual([true, false, true]);
    expect(spent()).toBe(100);
  });

  it('that others have used up is not asked about by every batch', async () => {
    counting(100);
    const { budget } = budgetOf(100);
    expect([await budget.take(10), await budget.take(10), await budget.take(1)]).toEqual([false, false, false]);
    expect(table).toHaveReceivedCommandTimes(UpdateCommand, 1);
  });

  it('begins anew with the day', async () => {
    counting();
    const { budget, day } = budgetOf(100);
    await budget.take(100);
    day.now = '2026-11-25T00:00:00.000Z';
    counting();
    expect(await budget.take(100)).toBe(true);
    expect(table).toHaveReceivedLastCommandWith(UpdateCommand, {
      Key: { pk: 'spending#bedrock#2026-11-25', sk: 'spending' },
    });
  });

  it('settles with the next taking what was used in truth', async () => {
    const { spent } = counting();
    const { budget } = budgetOf(100);
    await budget.take(50);
    budget.settle(50, 20);
    expect(await budget.take(70)).toBe(true);
    expect(spent()).toBe(90);
  });

  it('forgets no debt when nothing was taken', async () => {
    const { spent } = counting();
    const { budget } = budgetOf(100);
    await budget.take(40);
    budget.settle(40, 60);
    expect(await budget.take(50)).toBe(false);
    expect(await budget.take(40)).toBe(true);
    expect(spent()).toBe(100);
  });

  it('that can not be read is spent, and the error is told', async () => {
    table
      .on(UpdateCommand)
      .rejectsOnce(new Error('down'))
      .resolves({ Attributes: { spent: 10 } });
    const { budget, errors } = budgetOf(100);
    expect(await budget.take(10)).toBe(false);
    expect(errors).toHaveLength(1);
    expect(await budget.take(10)).toBe(true);
  });
});
