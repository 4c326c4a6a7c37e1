import { accountOf } from './account.ts';
import type { Delivery, PlatformEvent } from './event.ts';
import { eventId } from './event-id.ts';
import { asId, asObject } from './fields.ts';
import { isFlagged } from './meta-fields.ts';
import { type MetaItem, type MetaPiece, metaPayload, metaPieces } from './meta-pieces.ts';

/**
 * One app of Meta's has one address for all that happens to a page: its feed (`changes`) and its talks (`messaging`). So
 * any of our addresses for a page or an Instagram account takes all of it, and each event says in its account whose it is
 * (docs/decisions/0034).
 */

/** The platforms that share Meta's deliveries of pages and of Instagram accounts. */
export type MetaPlatform = 'facebook' | 'instagram' | 'messenger';

/** The other platforms whose events come to a platform's address. */
export const sharesOf = (home: MetaPlatform): readonly MetaPlatform[] =>
  (['facebook', 'instagram', 'messenger'] as const).filter((platform) => platform !== home);

/** @param home the platform whose address it is: what names no owner is its own */
export function splitMeta(home: MetaPlatform) {
  return (body: unknown, delivery: Delivery): readonly PlatformEvent[] =>
    metaPieces(body).map((piece) => eventOf(asTalk(piece), home, delivery));
}

/** The dashboard's test button sends a talk's event as a change: `{field: "messages", value: {sender, recipient ...}}`. */
function asTalk(piece: MetaPiece): MetaPiece {
  if (piece.kind === 'whole' || piece.list !== 'changes') return piece;
  const value = asObject(asObject(piece.item)?.['value']);
  const isTalk = asObject(value?.['sender']) !== undefined && asObject(value?.['recipient']) !== undefined;
  return isTalk ? { ...piece, list: 'messaging', item: value } : piece;
}

function eventOf(piece: MetaPiece, home: MetaPlatform, delivery: Delivery): PlatformEvent {
  const account = accountOf(ownerOf(piece, home), idOfOwner(piece, delivery));
  if (piece.kind === 'whole') {
    const id = eventId({ kind: 'body', ownId: undefined, content: piece.value, deliveryId: delivery.id });
    return { account, id, payload: piece.value };
  }
  const entryId = piece.entryId ?? receiverOf(piece.item);
  const [kind, ownId] = identity(piece);
  const content = { page: entryId, item: piece.item };
  return {
    account,
    id: eventId({ kind, ownId, content, deliveryId: delivery.id }),
    payload: metaPayload({ ...piece, entryId }),
  };
}

/** Objects whose entries are about an account of ours; of any other (`user`, `permissions` ...) nothing is known. */
const ACCOUNTS = new Set(['page', 'instagram', undefined]);

function ownerOf(piece: MetaPiece, home: MetaPlatform): MetaPlatform {
  if (!ACCOUNTS.has(piece.object)) return home;
  if (piece.object === 'instagram' || (piece.object === undefined && home === 'instagram')) return 'instagram';
  if (piece.kind === 'whole') return home === 'instagram' ? 'facebook' : home;
  return piece.list === 'changes' ? 'facebook' : 'messenger';
}

/** The dashboard's test button sends `0` for the account: where the path names one, it is that one. */
function idOfOwner(piece: MetaPiece, { pathAccount }: Delivery): string | undefined {
  if (!ACCOUNTS.has(piece.object)) return pathAccount;
  const receiver = piece.kind === 'item' ? receiverOf(piece.item) : undefined;
  const named =
    piece.kind === 'item' && isPressedBy(piece.entryId, piece.item) ? receiver : (piece.entryId ?? receiver);
  return named === undefined || named === '0' ? (pathAccount ?? named) : named;
}

/** Nobody but a customer presses a button; Meta's example of it has the customer in place of the account. */
function isPressedBy(entryId: string | undefined, value: unknown): boolean {
  const item = asObject(value);
  return asObject(item?.['postback']) !== undefined && asId(asObject(item?.['sender'])?.['id']) === entryId;
}

/** The account of a lone item: who received it, or who sent it when it is an echo of the account's own words. */
function receiverOf(value: unknown): string | undefined {
  const item = asObject(value);
  const isEcho = isFlagged(asObject(item?.['message'])?.['is_echo']);
  return asId(asObject(item?.[isEcho ? 'sender' : 'recipient'])?.['id']);
}

/** What an item is, and its own id: several kinds share the `mid` of the message they are about. */
function identity({ list, item: value }: MetaItem): readonly [kind: string, ownId: string | undefined] {
  if (list === 'changes') return ['changes', undefined];
  const item = asObject(value);
  const message = asObject(item?.['message']);
  if (message) return [isFlagged(message['is_deleted']) ? 'deletion' : 'message', asId(message['mid'])];
  const postback = asObject(item?.['postback']);
  return postback ? ['postback', asId(postback['mid'])] : ['messaging', undefined];
}
