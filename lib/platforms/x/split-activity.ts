import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { referredUsers } from './users.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * One X Activity event (X docs, "X Activity API: event payloads"). `event_uuid` identifies the delivery and may be
 * negative; one event may hold several direct messages, each of which becomes a piece.
 */
export function splitActivity(item: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const data = asObject(item);
  const payload = asObject(data?.['payload']);
  const messages = payload?.['direct_message_events'];
  if (!data || !payload || !Array.isArray(messages) || messages.length === 0) return [piece(item, '', delivery)];
  return messages.map((message: unknown, index) => {
    const users = referredUsers(payload['users'], message);
    const one: Json = { ...data, payload: { ...payload, direct_message_events: [message], users } };
    return piece(one, messages.length > 1 ? `:${index}` : '', delivery);
  });
}

function piece(item: unknown, suffix: string, delivery: Delivery): PlatformEvent {
  const data = asObject(item);
  const uuid = asId(data?.['event_uuid']);
  return {
    account: accountOf('x', asId(asObject(data?.['filter'])?.['user_id']) ?? delivery.pathAccount),
    id: eventId({
      kind: asId(data?.['event_type']) ?? 'activity',
      ownId: uuid && `${uuid}${suffix}`,
      content: item,
      deliveryId: delivery.id,
    }),
    payload: { data: item },
  };
}
