import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';

/**
 * Meta batches up to 1,000 updates as `entry[]` times `messaging[]`, `standby[]` (another app holds the thread) and
 * `changes[]` (Graph API, "Webhooks: event notifications"). Each piece is a delivery of one entry with one item.
 */

type Json = Readonly<Record<string, unknown>>;

const LISTS = ['messaging', 'standby', 'changes'] as const;

/** Cuts a delivery; a body without entries may be one entry by itself, else it is one event, whole. */
export function splitMessenger(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const root = asObject(body);
  if (!root) return [whole(body, delivery)];
  const entries = Array.isArray(root['entry']) ? (root['entry'] as unknown[]) : [root];
  const pieces = entries.flatMap((entry) => splitEntry(entry, root['object'], delivery));
  return pieces.length > 0 ? pieces : [whole(body, delivery)];
}

function splitEntry(value: unknown, object: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const entry = asObject(value);
  if (!entry) return [whole(value, delivery)];
  const pieces = LISTS.flatMap((list) => {
    const items: unknown = entry[list];
    // A relay may send a lone item in place of the list.
    const all: readonly unknown[] = Array.isArray(items) ? items : items === undefined ? [] : [items];
    return all.map((item) => piece({ entry, object, list, item }, delivery));
  });
  return pieces.length > 0 ? pieces : [whole(value, delivery, asId(entry['id']))];
}

interface Item {
  readonly entry: Json;
  readonly object: unknown;
  readonly list: (typeof LISTS)[number];
  readonly item: unknown;
}

function piece({ entry, object, list, item }: Item, delivery: Delivery): PlatformEvent {
  const page = asId(entry['id']) ?? pageOfItem(item);
  const [kind, ownId] = list === 'changes' ? ['changes', undefined] : identity(asObject(item));
  return {
    account: accountOf('messenger', page ?? delivery.pathAccount),
    id: eventId({ kind, ownId, content: { page, item }, deliveryId: delivery.id }),
    payload: { object, entry: [{ id: page, time: entry['time'], [list]: [item] }] },
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

function whole(payload: unknown, delivery: Delivery, page?: string): PlatformEvent {
  const id = eventId({ kind: 'body', ownId: undefined, content: payload, deliveryId: delivery.id });
  return { account: accountOf('messenger', page ?? delivery.pathAccount), id, payload };
}
