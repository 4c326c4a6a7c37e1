import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';

/** Cuts a page into notifications. An event of the streaming API holds its notification as JSON in a string. */

function unwrapped(piece: unknown): unknown {
  const payload = asObject(piece)?.['payload'];
  if (typeof payload !== 'string') return piece;
  try {
    const inner: unknown = JSON.parse(payload);
    return asObject(inner) ?? piece;
  } catch {
    return piece;
  }
}

/** A status changes under its id, so that the time of its edit belongs to its event. */
function eventOf(piece: unknown, account: string, deliveryId: string): PlatformEvent {
  const payload = unwrapped(piece);
  const root = asObject(payload) ?? {};
  const status = asObject(root['status']) ?? asObject(root['last_status']) ?? root;
  const [own, edited] = [asId(root['id']), asId(status['edited_at'])];
  const ownId = own && (edited ? `${own} ${edited}` : own);
  return {
    account,
    id: eventId({ kind: asId(root['type']) ?? 'status', ownId, content: payload, deliveryId }),
    payload,
  };
}

/** A body of unknown shape is one event. */
export function splitMastodon(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const account = accountOf('mastodon', delivery.pathAccount);
  const pieces: readonly unknown[] = Array.isArray(body) && body.length > 0 ? body : [body];
  return pieces.map((piece) => eventOf(piece, account, delivery.id));
}
