import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asObject } from '#platforms/fields.ts';
import { thing as thingFields } from './schema.ts';
import { isGone } from './words.ts';

/**
 * Reddit answers with a listing of things, with several listings (a post and its comments), or with the things that a call
 * of ours made; a comment and a message may hold a listing of the answers to it. An edited thing becomes two pieces, its
 * words and the edit, since nobody knows which of them was seen before.
 */

type Json = Readonly<Record<string, unknown>>;

const KINDS = new Set(['t1', 't3', 't4']);

/** Cuts a body; one without things is one event, whole. */
export function splitReddit(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const pieces = thingsIn(body).flatMap((thing) => piecesOf(thing, delivery));
  return pieces.length > 0 ? pieces : [whole(body, delivery)];
}

/** Walks the nested lists by hand, in order, so that no depth of them is too deep. */
function thingsIn(body: unknown): readonly unknown[] {
  const things: unknown[] = [];
  const open: unknown[] = [body];
  while (open.length > 0) {
    const value = open.pop();
    const data = asObject(asObject(value)?.['data']);
    if (data?.['replies']) open.push(data['replies']);
    const inside = listIn(value);
    if (inside) for (const each of inside.toReversed()) open.push(each);
    else if (value !== body || data) things.push(value);
  }
  return things;
}

/** What a listing holds, what several of them are, or what a call of ours made. */
function listIn(value: unknown): readonly unknown[] | undefined {
  const made = asObject(asObject(asObject(value)?.['json'])?.['data'])?.['things'];
  // The names of comments that were left out.
  if (asObject(value)?.['kind'] === 'more') return undefined;
  const lists: readonly unknown[] = [value, made, asObject(asObject(value)?.['data'])?.['children']];
  return lists.find((list) => Array.isArray(list));
}

function piecesOf(value: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const kind = asObject(value)?.['kind'];
  const data = asObject(asObject(value)?.['data']);
  const fields = thingFields.safeParse(data).data;
  if (typeof kind !== 'string' || !KINDS.has(kind) || !data || !fields) return [whole(value, delivery)];
  const name = fields.name ?? (fields.id && `${kind}_${fields.id}`);
  if (!name) return [whole(value, delivery)];
  // The answers are pieces of their own.
  const payload: Json = { kind, data: { ...data, name, replies: undefined } };
  const account = accountOf('reddit', delivery.pathAccount);
  const pieceOf = (word: string, ownId: string, change?: string): PlatformEvent => ({
    account,
    id: eventId({ kind: word, ownId, content: payload, deliveryId: delivery.id }),
    payload: change ? { ...payload, change } : payload,
  });
  if (isGone(fields)) return [pieceOf('deletion', name, 'deletion')];
  const said = pieceOf('thing', name);
  return fields.edited ? [said, pieceOf('edit', `${name}:${fields.edited}`, 'edit')] : [said];
}

function whole(payload: unknown, delivery: Delivery): PlatformEvent {
  const id = eventId({ kind: 'body', ownId: undefined, content: payload, deliveryId: delivery.id });
  return { account: accountOf('reddit', delivery.pathAccount), id, payload };
}
