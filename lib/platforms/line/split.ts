import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';

/**
 * A delivery is a list of events of any kind, each with an id that stays the same when LINE delivers it again (Messaging API,
 * "Webhook event objects"). `destination` is the account. A list of none is LINE asking whether somebody is there.
 */
export function splitLine(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const root = asObject(body);
  const destination = asId(root?.['destination']);
  const account = accountOf('line', destination ?? delivery.pathAccount);
  const events: unknown = root?.['events'];
  if (!Array.isArray(events) || events.length === 0) {
    const id = eventId({ kind: 'body', ownId: undefined, content: body, deliveryId: delivery.id });
    return [{ account, id, payload: body }];
  }
  return events.map((event: unknown) => ({
    account,
    id: idOf(event, delivery),
    payload: { destination, events: [event] },
  }));
}

/** LINE's own id; before 2022 events had none, and then what was said identifies them, not how it was delivered. */
function idOf(value: unknown, delivery: Delivery): string {
  const { deliveryContext: _context, replyToken: _token, ...content } = asObject(value) ?? { value };
  const kind = asId(content['type']) ?? 'event';
  return eventId({ kind, ownId: asId(content['webhookEventId']), content, deliveryId: delivery.id });
}
