import { itemStoreContract } from '#tests/contract/item-store-contract.ts';
import { repositoriesContract } from '#tests/contract/repositories-contract.ts';
import { memoryItemStore } from '#tests/support/memory-item-store.ts';
import { memoryTable } from '#tests/support/memory-table.ts';

const store = memoryItemStore();
itemStoreContract('in memory', () => store);

const table = memoryTable();
repositoriesContract('in memory', () => table);
