import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jitteredBackOff } from '#adapters/back-off.ts';
import { dynamoItemStore } from '#adapters/table/dynamo-item-store.ts';
import { priorityPolicyInForce, tablePriorityPolicies } from '#adapters/table/priority-policies.ts';
import { type Repositories, repositoriesOf } from '#adapters/table/repositories.ts';
import { keptSlaBook, readSlaBook } from '#adapters/table/sla-book.ts';
import { tableSlaDocuments } from '#adapters/table/sla-documents.ts';
import { PUBLIC_HOLIDAYS } from '#domain/calendar/public-holidays.ts';

/** Throttling is normal in a spike: the SDK tries eight times with its own jitter before a queue gets the message back. */
const MOST_ATTEMPTS = 8;

/** The repositories of a deployed table; clients come from the environment. */
export function repositories(
  tableName: string,
  client: DynamoDBClient = new DynamoDBClient({ maxAttempts: MOST_ATTEMPTS }),
): Repositories {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const store = dynamoItemStore({ client: documents, tableName, backOff: jitteredBackOff });
  const slaBook = keptSlaBook(readSlaBook(tableSlaDocuments(store), PUBLIC_HOLIDAYS));
  const priorityPolicy = priorityPolicyInForce(tablePriorityPolicies(store));
  return repositoriesOf({ store, slaBook, priorityPolicy, newId: randomUUID, backOff: jitteredBackOff });
}
