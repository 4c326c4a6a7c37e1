import * as z from 'zod/mini';
import type { Author } from '#domain/message.ts';
import { asId, asObject, idField, maybe, numberField } from '#platforms/fields.ts';

/** The people in X's payloads, in both spellings: Account Activity's and API v2's. */

type Json = Readonly<Record<string, unknown>>;

const user = z.object({
  id: maybe(idField),
  id_str: maybe(idField),
  name: maybe(z.string()),
  screen_name: maybe(z.string()),
  username: maybe(z.string()),
  followers_count: maybe(numberField),
  public_metrics: maybe(z.object({ followers_count: maybe(numberField) })),
  verified: maybe(z.boolean()),
});

/**
 * Reads a user object, flat or wrapped in `data`, as X Activity has it in direct messages and deletions.
 * @param knownId the id by which the user was referred to, which the object need not repeat
 */
export function readAuthor(value: unknown, knownId?: string): Author | undefined {
  const fields = user.safeParse(unwrapped(value)).data;
  const id = knownId ?? fields?.id_str ?? fields?.id;
  if (!id) return undefined;
  return {
    id,
    name: fields?.name,
    handle: fields?.screen_name ?? fields?.username,
    followers: fields?.followers_count ?? fields?.public_metrics?.followers_count,
    verified: fields?.verified,
  };
}

/** Finds a user by its own id, in a list or in a map; failing that by the map's key. */
export function findAuthor(users: unknown, id: string): Author {
  const map = asObject(users);
  const all = Array.isArray(users) ? (users as readonly unknown[]) : Object.values(map ?? {});
  const own = all.find((value) => asId(unwrapped(value)?.['id']) === id);
  return readAuthor(own ?? map?.[id] ?? {}, id) ?? { id };
}

/** The users whom a direct message refers to: its sender and its recipient. The map's keys are not always their ids. */
export function referredUsers(users: unknown, item: unknown): Json | undefined {
  const map = asObject(users);
  const fields = asObject(item);
  if (!map || !fields) return undefined;
  const message = asObject(fields['message_create']) ?? fields;
  const ids = new Set([asId(message['sender_id']), asId(asObject(message['target'])?.['recipient_id'])]);
  const refers = ([key, value]: [string, unknown]) => ids.has(key) || ids.has(asId(unwrapped(value)?.['id']) ?? key);
  return Object.fromEntries(Object.entries(map).filter(refers));
}

function unwrapped(value: unknown): Json | undefined {
  const object = asObject(value);
  return asObject(object?.['data']) ?? object;
}
