import type { IndexEntry, ItemStore } from '#adapters/table/item-store.ts';
import { dueShards } from '#adapters/table/shards.ts';
import type { IndexedTicket } from '#domain/listing.ts';

/**
 * What is due, over all shards, oldest first. Each shard is read forwards once, a little at a time, and the shards at
 * once: what a sweep reads is what is due, however many tickets are open.
 */

/** A shard on its way: what was read and not handed on yet, and where to read on. */
interface Lane {
  readonly partition: string;
  waiting: IndexEntry[];
  after?: string | undefined;
  isRead: boolean;
}

/** Entries read at once of a shard. */
const READ_AT_ONCE = 50;

/** A due key is `<due time>#<ticket id>`; `~` sorts after every id. */
const dueUpTo = (now: string): string => `${now}#~`;

async function refill(store: ItemStore, lane: Lane, upTo: string): Promise<void> {
  if (lane.isRead || lane.waiting.length > 0) return;
  const { partition, after } = lane;
  lane.waiting = await store.queryIndex({ index: 'byDue', partition, after, upTo, limit: READ_AT_ONCE });
  lane.isRead = lane.waiting.length < READ_AT_ONCE;
  lane.after = lane.waiting.at(-1)?.sort;
}

const headOf = ({ waiting: [head] }: Lane): string => head?.sort ?? '\uffff';

/** The oldest entries, up to the limit, as long as every shard that may hold older ones has shown its next. */
function takeOldest(lanes: readonly Lane[], limit: number): IndexEntry[] {
  const page: IndexEntry[] = [];
  while (page.length < limit && lanes.every(({ waiting, isRead }) => isRead || waiting.length > 0)) {
    const oldest = lanes.reduce((a, b) => (headOf(b) < headOf(a) ? b : a)).waiting.shift();
    if (!oldest) break;
    page.push(oldest);
  }
  return page;
}

function indexedTicket({ sort }: IndexEntry): IndexedTicket {
  const cut = sort.indexOf('#');
  return { dueAt: sort.slice(0, cut), id: sort.slice(cut + 1) };
}

/** Pages of at most `limit` of what is due at `now`; whoever stops asking costs no further read. */
export async function* duePages(
  store: ItemStore,
  { now, limit }: { readonly now: string; readonly limit: number },
): AsyncGenerator<readonly IndexedTicket[]> {
  const lanes = dueShards().map((partition): Lane => ({ partition, waiting: [], isRead: false }));
  for (;;) {
    await Promise.all(lanes.map((lane) => refill(store, lane, dueUpTo(now))));
    const page = takeOldest(lanes, limit);
    if (page.length === 0) return;
    yield page.map(indexedTicket);
  }
}
