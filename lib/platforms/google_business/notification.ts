import type * as z from 'zod/mini';
import { asId, asObject } from '#platforms/fields.ts';
import { isReviewName } from './names.ts';
import { notification, push } from './schema.ts';

/** What Pub/Sub pushes: an envelope around base64 of JSON, or, where the subscription unwraps it, the JSON alone. */

export interface Pushed {
  /** Pub/Sub's id of the message, the same in every repetition. */
  readonly id?: string | undefined;
  /** The notification as it was published; undefined when it is no JSON. */
  readonly inner: unknown;
  readonly isEmpty: boolean;
}

/** Unwraps a push; undefined when the body is none. */
export function pushedIn(body: unknown): Pushed | undefined {
  const message = push.safeParse(body).data?.message;
  if (!message) return isNotification(body) ? { inner: body, isEmpty: false } : undefined;
  const { data = '', messageId, message_id: id = messageId } = message;
  return { id, inner: json(Buffer.from(data, 'base64').toString('utf8')), isEmpty: data === '' };
}

function isNotification(body: unknown): boolean {
  const object = asObject(body);
  const words = ['notificationType', 'notification_type', 'review', 'reviewName', 'review_name'];
  return object !== undefined && words.some((word) => typeof object[word] === 'string');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a notification says, however it is spelled. */
export function readNotification(inner: unknown) {
  const read: Partial<z.infer<typeof notification>> = notification.safeParse(inner).data ?? {};
  const { account, location = read.locationName ?? read.location_name } = read;
  const place = account && location?.startsWith('locations/') ? `${account}/${location}` : location;
  return {
    type: asId(read.notificationType ?? read.notification_type ?? read.type),
    review: reviewIn(read, place),
    location: place,
  };
}

/** The whole name of the review, or what stands in its place. */
function reviewIn(read: Partial<z.infer<typeof notification>>, place: string | undefined): string | undefined {
  const { review, reviewName, review_name, resourceName, name, reviewId } = read;
  const { name: inside, reviewId: idInside } = typeof review === 'object' ? review : {};
  const told = [typeof review === 'string' ? review : inside, reviewName, review_name, resourceName, name];
  const whole = told.find((each) => each !== undefined && isReviewName(each));
  const id = idInside ?? reviewId;
  return whole ?? (place && id ? `${place}/reviews/${id}` : told.find((each) => each !== undefined));
}
