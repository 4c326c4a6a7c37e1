import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';

/**
 * Cuts a page into notifications. The grouped ones of API v2 name their statuses, which stand beside them. An event of the streaming API holds its
 * notification as JSON in a string.
 */

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

/** Groups as single notifications (Mastodon docs, "Grouped notifications"): one with words is a group of one. */
function grouped(page: Readonly<Record<string, unknown>> | undefined): readonly unknown[] | undefined {
  const { notification_groups: groups, statuses } = page ?? {};
  if (!Array.isArray(groups)) return undefined;
  const all: readonly unknown[] = Array.isArray(statuses) ? statuses : [];
  return groups.map((value: unknown) => {
    const group = asObject(value) ?? {};
    const id = asId(group['status_id']);
    const status = all.find((each) => id !== undefined && asId(asObject(each)?.['id']) === id);
    return { ...group, id: group['most_recent_notification_id'], ...(status !== undefined && { status }) };
  });
}

/** A body of unknown shape is one event. */
export function splitMastodon(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const account = accountOf('mastodon', delivery.pathAccount);
  const list: unknown = grouped(asObject(body)) ?? body;
  const pieces: readonly unknown[] = Array.isArray(list) && list.length > 0 ? list : [body];
  return pieces.map((piece) => eventOf(piece, account, delivery.id));
}
