import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { amendmentsKey, itemOf, messageKey } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import { PermanentError, TransientError } from '#domain/errors.ts';
import { type Amendment, comparePositions } from '#domain/message.ts';
import type { FiledMessage, MessageKey, Messages } from '#domain/ports.ts';

/** Messages and their amendments, one partition a message. */

const MOST_TRIES = 30;

function filedOf(item: Item): FiledMessage {
  return tableItems.message.schema.parse(item);
}

async function putMessage(store: ItemStore, filed: FiledMessage) {
  const { message, ticketId, classification } = filed;
  const key = messageKey({ account: message.account, id: message.id });
  const result = await store.put(itemOf('message', key, { message, ticketId, classification }), 'absent');
  if (result.put) return { outcome: 'stored' as const, filed };
  if (!result.existing) throw new TransientError('message is busy');
  return { outcome: 'duplicate' as const, filed: filedOf(result.existing) };
}

/** Takes the words out of a kept message; the fact that it was said stays. */
async function eraseMessage(store: ItemStore, key: MessageKey): Promise<void> {
  const item = await store.get(messageKey(key));
  if (!item) return;
  const { message, ticketId, classification } = filedOf(item);
  if (message.text === undefined && message.attachments.length === 0) return;
  const silent = { ...message, text: undefined, textKey: undefined, attachments: [] };
  await store.put(itemOf('message', messageKey(key), { message: silent, ticketId, classification }));
}

/** What one item holds: more edits than anybody makes, and the words of the latest ones. */
const MOST_AMENDMENTS = 500;
const MOST_WORDS = 100_000;

/**
 * A deletion takes the words out of all edits. Of many long edits only the latest keep theirs: what a message says now is
 * what the last edit says.
 */
function withAmendment(known: readonly Amendment[], added: Amendment): Amendment[] {
  if (known.length >= MOST_AMENDMENTS) throw new PermanentError('too_many_amendments');
  const all = [...known, added].sort((a, b) =>
    comparePositions({ sentAt: a.at, id: a.id }, { sentAt: b.at, id: b.id }),
  );
  if (all.some(({ kind }) => kind === 'deletion')) return all.map(silenced);
  let room = MOST_WORDS;
  return all
    .toReversed()
    .map((each) => {
      room -= each.text?.length ?? 0;
      return room >= 0 ? each : silenced(each);
    })
    .toReversed();
}

const silenced = (amendment: Amendment): Amendment => ({ ...amendment, text: undefined, textKey: undefined });

async function amendMessage(store: ItemStore, amendment: Amendment): Promise<'stored' | 'duplicate'> {
  const key = { account: amendment.account, id: amendment.messageId };
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const item = await store.get(amendmentsKey(key));
    const known = item && tableItems.amendments.schema.parse(item);
    if (known?.amendments.some(({ id }) => id === amendment.id)) return 'duplicate';
    const revision = (known?.revision ?? 0) + 1;
    const amendments = withAmendment(known?.amendments ?? [], amendment);
    const condition = known ? { unchanged: { revision: known.revision } } : 'absent';
    const { put } = await store.put(itemOf('amendments', amendmentsKey(key), { revision, amendments }), condition);
    if (put) return 'stored';
  }
  throw new TransientError('message is busy');
}

async function amendmentsOf(store: ItemStore, keys: readonly MessageKey[]): Promise<Map<string, Amendment[]>> {
  const items = await store.getAll(keys.map(amendmentsKey));
  const found = items.map((item) => tableItems.amendments.schema.parse(item).amendments);
  return new Map(
    found.flatMap((amendments) => (amendments[0] ? [[amendments[0].messageId, amendments] as const] : [])),
  );
}

/** The messages of a table. */
export function tableMessages(store: ItemStore): Messages {
  return {
    put: (filed) => putMessage(store, filed),
    getAll: async (keys) => (await store.getAll(keys.map(messageKey))).map(filedOf),
    amend: (amendment) => amendMessage(store, amendment),
    amendmentsOf: (keys) => amendmentsOf(store, keys),
    erase: (key) => eraseMessage(store, key),
  };
}
