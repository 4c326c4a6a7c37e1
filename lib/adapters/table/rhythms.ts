import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { itemOf, RHYTHMS_PK, rhythmKey } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import type { Rhythms } from '#domain/channel/rhythms.ts';
import { TransientError } from '#domain/errors.ts';

/** The rhythms of accounts, as items of one partition: there are few, and they are read together. */

const MOST_TRIES = 10;

const read = (item: Item) => tableItems.rhythm.schema.parse(item);

/** The rhythms of a table. */
export function tableRhythms(store: ItemStore): Rhythms {
  return {
    all: async () =>
      (await store.query(RHYTHMS_PK, 'rhythm#')).map((item) => {
        const { account, rhythm } = read(item);
        return { account, rhythm };
      }),
    change: async (account, next) => {
      const key = rhythmKey(account);
      for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
        const item = await store.get(key);
        const before = item && read(item);
        const revision = (before?.revision ?? 0) + 1;
        const changed = itemOf('rhythm', key, { account, rhythm: next(before?.rhythm), revision });
        const { put } = await store.put(changed, before ? { unchanged: { revision: before.revision } } : 'absent');
        if (put) return;
      }
      throw new TransientError('the rhythm is busy');
    },
  };
}
