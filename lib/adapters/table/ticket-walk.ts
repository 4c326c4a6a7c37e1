import type { ItemStore } from '#adapters/table/item-store.ts';
import { statusShards } from '#adapters/table/shards.ts';
import type { TicketWalk } from '#domain/ticket-walk.ts';

/** Walks through tickets by the index of their statuses, shard by shard. */

/** A queue key is `<priority>#<since>#<ticket id>`. */
const idIn = (queueKey: string): string => queueKey.split('#').slice(2).join('#');

export function tableWalk(store: ItemStore): TicketWalk {
  return {
    shards: (statuses) => statuses.flatMap(statusShards),
    page: async (partition, { after, limit }) => {
      const entries = await store.queryIndex({ index: 'byStatus', partition, after, limit });
      const next = entries.length === limit ? entries.at(-1)?.sort : undefined;
      return { ids: entries.map(({ sort }) => idIn(sort)), next };
    },
  };
}
