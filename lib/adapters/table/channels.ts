import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { CHANNELS_PK, channelKey, itemOf } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import { type ChannelHealth, type Channels, nextHealth } from '#domain/channel-health.ts';
import { TransientError } from '#domain/errors.ts';

/** How accounts are, as items of one partition: there are few, and they are read together. */

const MOST_TRIES = 10;

const read = (item: Item | undefined) => item && tableItems.channel.schema.parse(item);
const healthOf = (item: Item): ChannelHealth => {
  const { revision: _, ...health } = tableItems.channel.schema.parse(item);
  return health;
};

async function report(store: ItemStore, reported: ChannelHealth): Promise<void> {
  const key = channelKey(reported.account, reported.concern);
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const before = read(await store.get(key));
    const next = nextHealth(before, reported);
    if (!next) return;
    const item = itemOf('channel', key, { ...next, revision: (before?.revision ?? 0) + 1 });
    const { put } = await store.put(item, before ? { unchanged: { revision: before.revision } } : 'absent');
    if (put) return;
  }
  throw new TransientError('the channel is busy');
}

/** The channels of a table. */
export function tableChannels(store: ItemStore): Channels {
  return {
    report: (health) => report(store, health),
    get: async (account, concern) => {
      const item = await store.get(channelKey(account, concern));
      return item && healthOf(item);
    },
    all: async () => (await store.query(CHANNELS_PK, 'channel#')).map(healthOf),
  };
}
