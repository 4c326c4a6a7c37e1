import type { ItemStore } from '#adapters/table/item-store.ts';
import { itemOf, pollKey } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import type { PollState, PollStates } from '#domain/poll-state.ts';

/** The states of polls as items: the revision is the condition of every write. */

const { schema } = tableItems.poll;

/** The poll states of a table. */
export function tablePollStates(store: ItemStore): PollStates {
  return {
    get: async (account) => {
      const item = await store.get(pollKey(account));
      return item && schema.parse(item);
    },
    getAll: async (accounts) => (await store.getAll(accounts.map(pollKey))).map((item) => schema.parse(item)),
    put: async (next: PollState, seen) => {
      const item = itemOf('poll', pollKey(next.account), { ...next, revision: (seen?.revision ?? 0) + 1 });
      const { put } = await store.put(item, seen ? { unchanged: { revision: seen.revision } } : 'absent');
      return put;
    },
  };
}
