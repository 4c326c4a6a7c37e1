import type { PutCondition } from '#adapters/table/item-store.ts';
import { TABLE_KEYS } from '#contracts/table-keys.ts';

/** A condition in DynamoDB's language; names and values are always placeholders. */
export interface ConditionInput {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, string | number>;
}

/** What a put carries to hold only under its condition. */
export function conditionOf(condition: PutCondition | undefined): ConditionInput {
  if (condition === undefined) return {};
  if (condition === 'absent') {
    return {
      ConditionExpression: 'attribute_not_exists(#pk)',
      ExpressionAttributeNames: { '#pk': TABLE_KEYS.partition },
    };
  }
  const pairs = Object.entries(condition.unchanged);
  return {
    ConditionExpression: pairs.map((_, index) => `#n${index} = :v${index}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(pairs.map(([name], index) => [`#n${index}`, name])),
    ExpressionAttributeValues: Object.fromEntries(pairs.map(([, value], index) => [`:v${index}`, value])),
  };
}
