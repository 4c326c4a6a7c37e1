import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { type MetaItem, type MetaWhole, metaPayload, metaPieces } from '#platforms/meta-pieces.ts';

type Json = Readonly<Record<string, unknown>>;

/** Cuts a delivery into its items; a body or an entry without any is one event, whole. */
export function splitMessenger(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  return metaPieces(body).map((piece) => (piece.kind === 'item' ? eventOf(piece, delivery) : whole(piece, delivery)));
}

function eventOf(piece: MetaItem, delivery: Delivery): PlatformEvent {
  const { item, list } = piece;
  const page = piece.entryId ?? pageOfItem(item);
  const [kind, ownId] = list === 'changes' ? ['changes', undefined] : identity(asObject(item));
  return {
    account: accountOf('messenger', page ?? delivery.pathAccount),
    id: eventId({ kind, ownId, content: { page, item }, deliveryId: delivery.id }),
    payload: metaPayload({ ...piece, entryId: page }),
  };
}

/** The page of a lone item: who received it, or who sent it when it is an echo of the page's own words. */
function pageOfItem(value: unknown): string | undefined {
  const item = asObject(value);
  const echo = asObject(item?.['message'])?.['is_echo'] === true;
  return asId(asObject(item?.[echo ? 'sender' : 'recipient'])?.['id']);
}

/** What an item is, and its own id: several kinds share the `mid` of the message they are about. */
function identity(item: Json | undefined): readonly [kind: string, ownId: string | undefined] {
  const message = asObject(item?.['message']);
  if (message) return [message['is_deleted'] === true ? 'deletion' : 'message', asId(message['mid'])];
  const postback = asObject(item?.['postback']);
  if (postback) return ['postback', asId(postback['mid'])];
  return ['messaging', undefined];
}

function whole({ entryId, value }: MetaWhole, delivery: Delivery): PlatformEvent {
  const id = eventId({ kind: 'body', ownId: undefined, content: value, deliveryId: delivery.id });
  return { account: accountOf('messenger', entryId ?? delivery.pathAccount), id, payload: value };
}
