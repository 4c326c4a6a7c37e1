import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { itemOf, spendingKey } from '#adapters/table/keys.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/table-keys.ts';
import type { Budget } from '#domain/opinion.ts';

/**
 * What a cloud classifier may use in a day (UTC), counted in one item of the table for all environments together. The
 * count is taken before the call, so that a crash wastes a little and a race overspends nothing.
 */

export interface DailyBudgetDeps {
  readonly tableName: string;
  /** Whose budget it is: `comprehend`, `bedrock`. */
  readonly name: string;
  /** Characters or tokens a day. */
  readonly daily: number;
  /** The present instant, ISO 8601 UTC. */
  readonly clock: () => string;
  /** Told of an error of the table, which counts as a budget that is spent. */
  readonly failed: (error: unknown) => void;
  /** @default a client of its own that gives up early: nobody waits long for permission to spend */
  readonly client?: DynamoDBDocumentClient;
}

const KEPT_DAYS = 8;

const expiryOf = (day: string): number => Math.floor(Date.parse(day) / 1000) + KEPT_DAYS * 24 * 60 * 60;

function impatientClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 2 }));
}

/** Adds to the count where that stays within the budget. @returns what is spent, and whether the units were taken. */
async function take(deps: Required<DailyBudgetDeps>, day: string, units: number) {
  const { client, tableName, name, daily } = deps;
  const { pk, sk, kind } = itemOf('spending', spendingKey(name, day), {});
  const input = {
    TableName: tableName,
    Key: { pk, sk },
    UpdateExpression: 'ADD #spent :units SET #kind = :kind, #expires = :expires',
    ConditionExpression: 'attribute_not_exists(#spent) OR #spent <= :room',
    ExpressionAttributeNames: { '#spent': 'spent', '#kind': 'kind', '#expires': EXPIRY_ATTRIBUTE },
    ExpressionAttributeValues: { ':units': units, ':room': daily - units, ':kind': kind, ':expires': expiryOf(day) },
    ReturnValues: 'UPDATED_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
  try {
    const { Attributes } = await client.send(new UpdateCommand(input));
    return { taken: true, spent: Number(Attributes?.['spent']) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { taken: false, spent: Number(error.Item ? unmarshall(error.Item)['spent'] : 0) };
  }
}

/** The budget of one classifier. */
export function dailyBudget(given: DailyBudgetDeps): Budget {
  const deps = { ...given, client: given.client ?? impatientClient() };
  /** What this environment last saw, so that a spent budget is not asked about by every batch. */
  let seen = { day: '', spent: 0 };
  /** What calls used beyond what was taken for them, or less: part of the next taking. */
  let owed = 0;
  return {
    take: async (units) => {
      const day = deps.clock().slice(0, 10);
      if (seen.day !== day) seen = { day, spent: 0 };
      const due = units + owed;
      if (seen.spent + due > deps.daily) return false;
      owed = 0;
      try {
        const { taken, spent } = await take(deps, day, due);
        if (seen.day === day) seen = { day, spent };
        if (!taken) owed += due - units;
        return taken;
      } catch (error) {
        owed += due - units;
        deps.failed(error);
        return false;
      }
    },
    settle: (taken, used) => {
      owed += used - taken;
    },
  };
}
