import { accountsContract } from '#tests/contract/accounts-contract.ts';
import { blobsContract, queueContract } from '#tests/contract/bytes-contract.ts';
import { channelsContract } from '#tests/contract/channels-contract.ts';
import { itemStoreContract } from '#tests/contract/item-store-contract.ts';
import { labelsContract } from '#tests/contract/labels-contract.ts';
import { leasesContract } from '#tests/contract/leases-contract.ts';
import { mediaContract } from '#tests/contract/media-contract.ts';
import { repositoriesContract } from '#tests/contract/repositories-contract.ts';
import { versionedDocumentsContract } from '#tests/contract/versioned-documents-contract.ts';
import { memoryItemStore } from '#tests/support/memory-item-store.ts';
import { memoryQueue } from '#tests/support/memory-queue.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { memoryBlobs } from '#tests/support/triage.ts';

const store = memoryItemStore();
itemStoreContract('in memory', () => store);
versionedDocumentsContract('in memory', () => store);

const table = memoryTable();
repositoriesContract('in memory', () => table);
labelsContract('in memory', () => table.labels);
leasesContract('in memory', () => table);
accountsContract('in memory', () => table);
channelsContract('in memory', () => table);
mediaContract('in memory', () => table.media);

const blobs = memoryBlobs();
blobsContract('in memory', () => blobs);

const queue = memoryQueue();
queueContract('in memory', () => queue);
