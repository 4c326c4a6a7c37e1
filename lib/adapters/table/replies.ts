import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { itemOf, noteKey, replyKey, replyMarkKey, ticketPk } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/table-keys.ts';
import { TransientError } from '#domain/errors.ts';
import type { Notes, Replies } from '#domain/ports.ts';
import type { Reply } from '#domain/reply.ts';

/** Replies and notes, beside their ticket. */

const replyOf = (item: Item): Reply => tableItems.reply.schema.parse(item).reply;

/** The state and the attempt stand at the top of the item too, where a condition can see them. */
const replyItem = (reply: Reply): Item =>
  itemOf('reply', replyKey(reply.ticketId, reply.replyId), { state: reply.state, attempt: reply.attempt, reply });

/** Echoes come within seconds; platforms deliver again for a day or two. */
const MARK_DAYS = 7;

/** The replies of a table. */
export function tableReplies(store: ItemStore): Replies {
  return {
    put: async (reply) => {
      const result = await store.put(replyItem(reply), 'absent');
      if (result.put) return reply;
      if (!result.existing) throw new TransientError('reply is busy');
      return replyOf(result.existing);
    },
    get: async (ticketId, replyId) => {
      const item = await store.get(replyKey(ticketId, replyId));
      return item && replyOf(item);
    },
    ofTicket: async (ticketId) => (await store.query(ticketPk(ticketId), 'reply#')).map(replyOf),
    mark: async (key, { ticketId, at }) => {
      const expiresAt = Math.floor(Date.parse(at) / 1000) + MARK_DAYS * 24 * 60 * 60;
      await store.put({ ...itemOf('replyMark', replyMarkKey(key), { ticketId }), [EXPIRY_ATTRIBUTE]: expiresAt });
    },
    marked: async (key) => {
      const item = await store.get(replyMarkKey(key));
      return item && tableItems.replyMark.schema.parse(item).ticketId;
    },
    advance: async (reply, seen) => {
      const { put } = await store.put(replyItem(reply), { unchanged: { state: seen.state, attempt: seen.attempt } });
      return put;
    },
  };
}

/** The notes of a table. */
export function tableNotes(store: ItemStore): Notes {
  return {
    put: async (note) => {
      await store.put(itemOf('note', noteKey(note.ticketId, note.at, note.noteId), note));
    },
    ofTicket: async (ticketId) =>
      (await store.query(ticketPk(ticketId), 'note#')).map((item) => tableItems.note.schema.parse(item)),
  };
}
