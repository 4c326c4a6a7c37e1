import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';

/**
 * A delivery is a list of events. A review is written once and taken back once; what it says after a change identifies the
 * change. No event names the business, so the path does. A relay may send an event by itself.
 */
export function splitTrustpilot(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const account = accountOf('trustpilot', delivery.pathAccount);
  const root = asObject(body);
  const events: unknown = root?.['eventName'] === undefined ? root?.['events'] : [root];
  if (!Array.isArray(events) || events.length === 0) {
    const id = eventId({ kind: 'body', ownId: undefined, content: body, deliveryId: delivery.id });
    return [{ account, id, payload: body }];
  }
  return events.map((event: unknown) => ({ account, id: idOf(event, delivery), payload: { events: [event] } }));
}

function idOf(event: unknown, delivery: Delivery): string {
  const kind = asId(asObject(event)?.['eventName']) ?? 'event';
  const data = asObject(asObject(event)?.['eventData']);
  const reviewId = asId(data?.['id'] ?? data?.['reviewId']);
  const ownId = /-(created|deleted)$/.test(kind) ? reviewId : undefined;
  return eventId({ kind, ownId, content: event, deliveryId: delivery.id });
}
