import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asObject } from '#platforms/fields.ts';
import { isoFromText } from '#platforms/time.ts';
import { accountIn } from './names.ts';
import { pushedIn, readNotification } from './notification.ts';
import { listing, type Review, review } from './schema.ts';

/**
 * A push is one notification, which only names a review. A list of reviews (`accounts.locations.reviews.list`) is an event
 * for each that it holds: what was written, that it was changed, what the brand answered.
 */
export function splitGoogleBusiness(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const reviews = listing.safeParse(body).data?.reviews ?? (pushedIn(body) ? [] : [body]);
  const isList = reviews[0] !== body;
  const pieces = reviews.flatMap((one) => {
    const events = reviewEvents(one);
    return events.length > 0 || !isList || !asObject(one) ? events : [wholeEvent(one, delivery)];
  });
  return pieces.length > 0 ? pieces : [notificationEvent(body, delivery)];
}

function notificationEvent(body: unknown, delivery: Delivery): PlatformEvent {
  const pushed = pushedIn(body);
  if (!pushed) return wholeEvent(body, delivery);
  const { review: name, location } = readNotification(pushed.inner);
  const id = eventId({ kind: 'notification', ownId: pushed.id, content: body, deliveryId: delivery.id });
  return { account: accountIn([name, location], delivery.pathAccount), id, payload: body };
}

function wholeEvent(payload: unknown, delivery: Delivery): PlatformEvent {
  const id = eventId({ kind: 'body', ownId: undefined, content: payload, deliveryId: delivery.id });
  return { account: accountOf('google_business', delivery.pathAccount), id, payload };
}

/** The events in a review as it stands: it tells neither its first words nor its first stars once they were changed. */
export function reviewEvents(value: unknown): readonly PlatformEvent[] {
  const read = review.safeParse(value).data;
  if (!read) return [];
  const account = accountIn([read.name], undefined);
  const event = (as: 'review' | 'edit' | 'reply', version: string | undefined): PlatformEvent => {
    const id = eventId({
      kind: as,
      ownId: version && `${read.name}@${version}`,
      content: value,
      deliveryId: read.name,
    });
    return { account, id, payload: { as, review: value } };
  };
  const { createTime, updateTime, reviewReply } = read;
  return [
    event('review', createTime ?? updateTime),
    ...(wasChanged(read) ? [event('edit', updateTime)] : []),
    ...(reviewReply?.comment ? [event('reply', reviewReply.updateTime)] : []),
  ];
}

function wasChanged({ createTime, updateTime }: Review): boolean {
  const [created, updated] = [isoFromText(createTime), isoFromText(updateTime)];
  return created !== undefined && updated !== undefined && updated > created;
}
