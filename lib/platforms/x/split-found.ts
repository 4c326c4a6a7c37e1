import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';

/**
 * One post of a search's answer (X docs, "Search Posts"), with those of the page's expanded objects that it refers to: a
 * page has a hundred posts, and each must be readable alone.
 */

type Json = Readonly<Record<string, unknown>>;

/** A post as API v2 has it, not an event about one. */
export function isFoundPost(item: unknown): boolean {
  const { id, text, event_type: type, payload } = asObject(item) ?? {};
  return asId(id) !== undefined && typeof text === 'string' && type === undefined && payload === undefined;
}

export function splitFound(item: unknown, page: Json, delivery: Delivery): PlatformEvent {
  const post = asObject(item) ?? {};
  return {
    account: accountOf('x', delivery.pathAccount),
    id: eventId({ kind: 'post.found', ownId: asId(post['id']), content: item, deliveryId: delivery.id }),
    payload: { post: item, includes: referred(post, asObject(page['includes']) ?? {}), tier: page['tier'] },
  };
}

function referred(post: Json, includes: Json): Json {
  const tweets = picked(includes['tweets'], 'id', idsIn(post['referenced_tweets'], 'id'));
  const keys: unknown = asObject(post['attachments'])?.['media_keys'];
  return {
    users: picked(includes['users'], 'id', new Set([post['author_id']])),
    tweets,
    media: picked(includes['media'], 'media_key', new Set(Array.isArray(keys) ? keys : [])),
  };
}

function idsIn(list: unknown, field: string): ReadonlySet<unknown> {
  return new Set(Array.isArray(list) ? list.map((each) => asObject(each)?.[field]) : []);
}

function picked(list: unknown, field: string, wanted: ReadonlySet<unknown>): readonly unknown[] {
  return Array.isArray(list) ? list.filter((each) => wanted.has(asObject(each)?.[field])) : [];
}
