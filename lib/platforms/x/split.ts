import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { splitActivity } from './split-activity.ts';
import { isFoundPost, splitFound } from './split-found.ts';
import { referredUsers } from './users.ts';

/**
 * X speaks two envelopes on one webhook. X Activity (XAA) wraps each event in `data`. Account Activity (AAA, deprecated)
 * sends one object with a list per kind of event, `tweet_create_events`, `direct_message_events` ..., and a map of the
 * users that they refer to.
 */

type Json = Readonly<Record<string, unknown>>;

/** Keys of an Account Activity body that belong to every one of its events. */
const SHARED = new Set(['for_user_id', 'user_has_blocked', 'users', 'apps']);

/** Cuts a delivery; a body of neither shape is one event, whole. */
export function splitX(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const root = asObject(body);
  if (!root) return [whole(body, delivery)];
  const { data, ...rest } = root;
  const items: readonly unknown[] = Array.isArray(data) ? data : [data];
  if (data === undefined || items.length === 0) return splitLists(root, delivery);
  if (items.every(isFoundPost)) return items.map((item) => splitFound(item, root, delivery));
  const activities = items.flatMap((item) => splitActivity(item, delivery));
  // Nobody sends both envelopes in one body, but nothing may be lost if somebody does.
  return Object.keys(rest).some((key) => isList(rest, key))
    ? [...activities, ...splitLists(rest, delivery)]
    : activities;
}

function splitLists(root: Json, delivery: Delivery): readonly PlatformEvent[] {
  const account = accountOf('x', asId(root['for_user_id']) ?? delivery.pathAccount);
  const pieces = Object.keys(root)
    .filter((key) => isList(root, key))
    .flatMap((list) =>
      (root[list] as readonly unknown[]).map((item) => piece({ root, list, item, account }, delivery)),
    );
  const rest = Object.keys(root).filter((key) => !isList(root, key) && !SHARED.has(key));
  // What is in no list, such as `user_event`, is an event of its own; so is a body with nothing in it.
  return pieces.length > 0 && rest.length === 0 ? pieces : [...pieces, remainder(root, rest, { account, delivery })];
}

function isList(root: Json, key: string): boolean {
  return key.endsWith('_events') && Array.isArray(root[key]);
}

function remainder(
  root: Json,
  keys: readonly string[],
  { account, delivery }: { readonly account: string; readonly delivery: Delivery },
): PlatformEvent {
  const parts = keys.length > 0 ? ['for_user_id', ...keys] : Object.keys(root);
  const payload = Object.fromEntries(parts.filter((key) => key in root).map((key) => [key, root[key]]));
  return { ...whole(payload, delivery), account };
}

interface Piece {
  readonly root: Json;
  readonly list: string;
  readonly item: unknown;
  readonly account: string;
}

function piece({ root, list, item, account }: Piece, delivery: Delivery): PlatformEvent {
  const fields = asObject(item);
  const subject = list === 'tweet_delete_events' ? asObject(fields?.['status']) : fields;
  const ownId = asId(subject?.['id_str']) ?? asId(subject?.['id']);
  return {
    account,
    id: eventId({ kind: list, ownId, content: { account, item }, deliveryId: delivery.id }),
    payload: {
      for_user_id: root['for_user_id'],
      user_has_blocked: root['user_has_blocked'],
      [list]: [item],
      users: referredUsers(root['users'], item),
    },
  };
}

function whole(payload: unknown, delivery: Delivery): PlatformEvent {
  const id = eventId({ kind: 'body', ownId: undefined, content: payload, deliveryId: delivery.id });
  return { account: accountOf('x', delivery.pathAccount), id, payload };
}
