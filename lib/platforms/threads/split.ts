import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { metaPieces } from '#platforms/meta-pieces.ts';

/**
 * Threads has an envelope of its own, `values: { field, value }` (Threads API, "Webhooks"); `values` is seen as a list as
 * well, and Meta's common `entry[].changes[]` costs nothing to read.
 */
export function splitThreads(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  if (Array.isArray(body) && body.length > 0 && body.every(asObject))
    return body.flatMap((each) => splitThreads(each, delivery));
  const root = asObject(body);
  if (!root || root['values'] === undefined) return splitChanges(body, delivery);
  const { values, ...envelope } = root;
  const list: readonly unknown[] = Array.isArray(values) ? values : [values];
  return list.length > 0 ? list.map((item) => piece(envelope, item, delivery)) : [whole(body, delivery)];
}

function splitChanges(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  return metaPieces(body).map((part) =>
    part.kind === 'item' && part.list === 'changes'
      ? piece({ time: part.time }, part.item, delivery)
      : whole(part.kind === 'whole' ? part.value : part.item, delivery),
  );
}

/** What differs between deliveries, such as the time of sending, is no part of the event's name. */
function piece(envelope: Readonly<Record<string, unknown>>, item: unknown, delivery: Delivery): PlatformEvent {
  const fields = asObject(item);
  const ownId = asId(asObject(fields?.['value'])?.['id']);
  const kind = asId(fields?.['field']) ?? 'values';
  return {
    account: accountOf('threads', delivery.pathAccount),
    id: eventId({ kind: kind.slice(0, 64), ownId, content: item, deliveryId: delivery.id }),
    payload: { ...envelope, values: item },
  };
}

function whole(payload: unknown, delivery: Delivery): PlatformEvent {
  const id = eventId({ kind: 'body', ownId: undefined, content: payload, deliveryId: delivery.id });
  return { account: accountOf('threads', delivery.pathAccount), id, payload };
}
