import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { itemOf, mediaItemKey } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import { TransientError } from '#domain/errors.ts';
import type { MediaBook, MessageMedia } from '#domain/media.ts';
import type { MessageKey } from '#domain/ports.ts';

/** What became of messages' media, in an item of its own: whoever writes it can neither change nor revive the words. */

const MOST_TRIES = 30;

const pageIn = (item: Item): MessageMedia => tableItems.media.schema.parse(item).media;

/** Writes what `decide` makes of the page as it stands; a page it hands back unchanged is not written. */
async function change(
  store: ItemStore,
  key: MessageKey,
  decide: (page: MessageMedia | undefined) => MessageMedia,
): Promise<MessageMedia> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const item = await store.get(mediaItemKey(key));
    const known = item && tableItems.media.schema.parse(item);
    const media = decide(known?.media);
    if (media === known?.media) return media;
    const revision = (known?.revision ?? 0) + 1;
    const condition = known ? { unchanged: { revision: known.revision } } : 'absent';
    if ((await store.put(itemOf('media', mediaItemKey(key), { revision, media }), condition)).put) return media;
  }
  throw new TransientError('media are busy');
}

/** What is kept stays kept: another delivery of the same event may have been faster. */
function withState(page: MessageMedia, index: number, state: MessageMedia['attachments'][number]): MessageMedia {
  if (page.erased || page.attachments[index]?.state === 'kept') return page;
  return { ...page, attachments: page.attachments.with(index, state) };
}

/** The media book of a table. */
export function tableMedia(store: ItemStore): MediaBook {
  return {
    begin: ({ account, id }, { count, at }) =>
      change(store, { account, id }, (page) => {
        const attachments = Array.from({ length: count }, () => ({ state: 'waiting' as const }));
        return page ?? { account, messageId: id, begunAt: at, count, attachments };
      }),
    record: async (key, index, state) => {
      const page = await change(store, key, (known) => {
        if (!known) throw new TransientError('media were never begun');
        return withState(known, index, state);
      });
      return !page.erased;
    },
    erase: ({ account, id }, { count, at }) =>
      change(store, { account, id }, (page) => {
        if (page?.erased) return page;
        const { begunAt = at, count: known = count } = page ?? {};
        return { account, messageId: id, begunAt, count: Math.max(known, count), erased: true, attachments: [] };
      }),
    of: async (keys) => {
      const items = await store.getAll(keys.map(mediaItemKey));
      return new Map(items.map(pageIn).map((page) => [page.messageId, page]));
    },
  };
}
