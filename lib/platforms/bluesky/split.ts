import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';

/** Cuts a page into notifications; threads and feeds into their posts. */

type Json = Readonly<Record<string, unknown>>;

/** The post of a thread with its ancestors and answers, each once. */
function threadPosts(view: unknown): unknown[] {
  const { post, parent, replies } = asObject(view) ?? {};
  if (!post) return [];
  const answers = Array.isArray(replies) ? replies.flatMap(threadPosts) : [];
  return [...threadPosts(parent), post, ...answers];
}

function itemsOf(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  const root = asObject(body) ?? {};
  for (const key of ['notifications', 'posts', 'records']) if (Array.isArray(root[key])) return root[key];
  if (Array.isArray(root['feed'])) return root['feed'].map((each) => asObject(each)?.['post'] ?? each);
  return threadPosts(root['thread'] ?? root);
}

function eventOf(payload: unknown, account: string, deliveryId: string): PlatformEvent {
  const { uri, cid, reason }: Json = asObject(payload) ?? {};
  const own = asId(uri);
  const ownId = own && `${own}#${asId(cid) ?? ''}`;
  return { account, id: eventId({ kind: asId(reason) ?? 'post', ownId, content: payload, deliveryId }), payload };
}

/** A body of unknown shape is one event. */
export function splitBluesky(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const account = accountOf('bluesky', delivery.pathAccount);
  const items = itemsOf(body);
  return (items.length > 0 ? items : [body]).map((each) => eventOf(each, account, delivery.id));
}
