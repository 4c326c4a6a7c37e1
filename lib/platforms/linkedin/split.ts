import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { organizationId } from './urns.ts';

/**
 * A delivery holds up to ten `notifications` (LinkedIn docs, "Organization social action notifications"); what is pulled
 * after an outage holds them as `elements`, and a relay may send a notification by itself, or name the list `events`.
 */
export function splitLinkedIn(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const list = notificationsOf(body);
  if (list.length === 0) return [whole(body, delivery)];
  const type = asObject(body)?.['type'];
  return list.map((item) => piece(type, item, delivery));
}

function notificationsOf(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  const root = asObject(body);
  if (!root) return [];
  const list = [root['notifications'], root['elements'], root['events']].find(Array.isArray);
  if (list) return list;
  return 'action' in root && ('notificationId' in root || 'organizationalEntity' in root) ? [root] : [];
}

function piece(type: unknown, item: unknown, delivery: Delivery): PlatformEvent {
  const fields = asObject(item);
  const organization = asId(fields?.['organizationalEntity']);
  const ownId = notificationId(fields?.['notificationId']);
  return {
    account: accountOf('linkedin', organization ? organizationId(organization) : delivery.pathAccount),
    id: eventId({ kind: 'notification', ownId, content: item, deliveryId: delivery.id }),
    payload: { type, notifications: [item] },
  };
}

/** The id comes as a number: one beyond 2^53 has lost digits and names nothing. */
function notificationId(value: unknown): string | undefined {
  return typeof value === 'number' && !Number.isSafeInteger(value) ? undefined : asId(value);
}

function whole(payload: unknown, delivery: Delivery): PlatformEvent {
  const id = eventId({ kind: 'body', ownId: undefined, content: payload, deliveryId: delivery.id });
  return { account: accountOf('linkedin', delivery.pathAccount), id, payload };
}
