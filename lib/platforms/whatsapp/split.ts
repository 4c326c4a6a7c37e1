import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { metaPieces } from '#platforms/meta-pieces.ts';
import { contactsOf } from './contacts.ts';

/**
 * WhatsApp batches once more inside a change: `value` holds lists of messages, statuses, echoes ... (WhatsApp Business
 * Platform, "Webhooks"). The older on-premises API sent such a value by itself, without entries, and so do some relays.
 */

type Json = Readonly<Record<string, unknown>>;

/** The lists of a value whose items are events, each by the name of its kind. */
const LISTS = {
  messages: 'message',
  message_echoes: 'echo',
  statuses: 'status',
  calls: 'call',
  user_preferences: 'preference',
  user_id_update: 'user_id',
  groups: 'group',
} as const;

type List = keyof typeof LISTS;

/** One value and what stood around it. */
interface Change {
  readonly object: string | undefined;
  /** The WhatsApp business account. */
  readonly entryId: string | undefined;
  readonly time: unknown;
  readonly field: unknown;
  readonly value: Json;
}

/** Cuts a delivery; a body or a change without any list is one event, whole. */
export function splitWhatsApp(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  return metaPieces(body).flatMap((piece) => {
    const content = piece.kind === 'item' ? piece.item : piece.value;
    const change = asObject(content);
    const value = piece.kind === 'item' ? asObject(change?.['value']) : change;
    if (!value || (piece.kind === 'whole' && listsOf(value).length === 0)) return [whole(content, delivery)];
    const time = piece.kind === 'item' ? piece.time : undefined;
    const field = piece.kind === 'item' ? change?.['field'] : undefined;
    return splitValue({ object: piece.object, entryId: piece.entryId, time, field, value }, delivery);
  });
}

function listsOf(value: Json): readonly List[] {
  const lists = Object.keys(LISTS) as readonly List[];
  return lists.filter((list) => Array.isArray(value[list]) && (value[list] as readonly unknown[]).length > 0);
}

function splitValue(change: Change, delivery: Delivery): readonly PlatformEvent[] {
  const { value, field } = change;
  const lists = listsOf(value);
  if (lists.length === 0) {
    const kind = (asId(field) ?? 'change').slice(0, 64);
    return [{ ...event(change, value, delivery), id: idOf(kind, undefined, { change, delivery }) }];
  }
  return lists.flatMap((list) =>
    (value[list] as readonly unknown[]).map((item) => piece(change, { list, item }, delivery)),
  );
}

interface Item {
  readonly list: List;
  readonly item: unknown;
}

function piece(change: Change, { list, item }: Item, delivery: Delivery): PlatformEvent {
  const others = Object.fromEntries(Object.entries(change.value).filter(([key]) => !Object.hasOwn(LISTS, key)));
  const contacts = contactsOf(change.value['contacts'], item);
  const value = { ...others, ...(contacts && { contacts }), [list]: [item] };
  const id = idOf(LISTS[list], ownIdOf(list, asObject(item)), { change: { ...change, value }, delivery });
  return { ...event(change, value, delivery), id };
}

/** A message has an id of its own; a status has the id of the message it is about, and each person of a group has theirs. */
function ownIdOf(list: List, item: Json | undefined): string | undefined {
  const id = asId(item?.['id']);
  if (list === 'messages' || list === 'message_echoes') return id;
  if (list !== 'statuses' || !id) return undefined;
  const reader = asId(item?.['recipient_participant_user_id']) ?? asId(item?.['recipient_participant_id']);
  return [id, asId(item?.['status']), reader].filter((part) => part !== undefined).join(':');
}

interface Named {
  readonly change: Change;
  readonly delivery: Delivery;
}

/** When it was sent differs between deliveries and is no part of the name. */
function idOf(kind: string, ownId: string | undefined, { change, delivery }: Named): string {
  const { entryId, field, value } = change;
  return eventId({ kind, ownId, content: { entryId, field, value }, deliveryId: delivery.id });
}

function event({ object, entryId, time, field }: Change, value: Json, delivery: Delivery): Omit<PlatformEvent, 'id'> {
  const phone = asId(asObject(value['metadata'])?.['phone_number_id']);
  return {
    account: accountOf('whatsapp', phone ?? delivery.pathAccount),
    payload: { object, entry: [{ id: entryId, time, changes: [{ field, value }] }] },
  };
}

function whole(payload: unknown, delivery: Delivery): PlatformEvent {
  const id = eventId({ kind: 'body', ownId: undefined, content: payload, deliveryId: delivery.id });
  return { account: accountOf('whatsapp', delivery.pathAccount), id, payload };
}
