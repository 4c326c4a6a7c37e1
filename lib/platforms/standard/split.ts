import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';

/**
 * One body is one event, or an array of them. `webhook-id` identifies the delivery and stays the same over the sender's
 * retries, so it identifies the event; in a batch, together with the event's place.
 */
export function splitStandard(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const account = accountOf('standard', delivery.pathAccount);
  const webhookId = delivery.headers['webhook-id'];
  const piece = (payload: unknown, suffix: string): PlatformEvent => {
    const ownId = webhookId ? `${webhookId}${suffix}` : undefined;
    return { account, id: eventId({ kind: 'event', ownId, content: payload, deliveryId: delivery.id }), payload };
  };
  if (!Array.isArray(body) || body.length === 0) return [piece(body, '')];
  return body.map((payload: unknown, index) => piece(payload, `:${index}`));
}
