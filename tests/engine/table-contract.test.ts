import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { jitteredBackOff } from '#adapters/back-off.ts';
import { dynamoItemStore } from '#adapters/table/dynamo-item-store.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import type { ItemStore } from '#adapters/table/item-store.ts';
import type { Repositories } from '#adapters/table/repositories.ts';
import { accountsContract } from '#tests/contract/accounts-contract.ts';
import { channelsContract } from '#tests/contract/channels-contract.ts';
import { itemStoreContract } from '#tests/contract/item-store-contract.ts';
import { labelsContract } from '#tests/contract/labels-contract.ts';
import { leasesContract } from '#tests/contract/leases-contract.ts';
import { mediaContract } from '#tests/contract/media-contract.ts';
import { repositoriesContract } from '#tests/contract/repositories-contract.ts';
import { versionedDocumentsContract } from '#tests/contract/versioned-documents-contract.ts';
import { startEngineTable } from '#tests/support/engine-table.ts';

/** The contracts of the doubles, held by DynamoDB itself. */

let engine: Awaited<ReturnType<typeof startEngineTable>>;
let store: ItemStore;
let table: Repositories;

beforeAll(async () => {
  engine = await startEngineTable();
  const client = DynamoDBDocumentClient.from(engine.client, { marshallOptions: { removeUndefinedValues: true } });
  store = dynamoItemStore({ client, tableName: engine.tableName, backOff: jitteredBackOff });
  table = repositories(engine.tableName, engine.client);
});

afterAll(() => engine.stop());

itemStoreContract('on DynamoDB', () => store);
versionedDocumentsContract('on DynamoDB', () => store);
repositoriesContract('on DynamoDB', () => table);
labelsContract('on DynamoDB', () => table.labels);
leasesContract('on DynamoDB', () => table);
accountsContract('on DynamoDB', () => table);
channelsContract('on DynamoDB', () => table);
mediaContract('on DynamoDB', () => table.media);
