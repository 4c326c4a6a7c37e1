import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { answered, answer as answerFields } from './schema.ts';

/**
 * App Store Connect answers with `data`, one review or many, and `included`, the answers to them. A review stands there as
 * it is now, so each becomes two pieces, its words and an edit to them: nobody knows which of them was seen before.
 */

type Json = Readonly<Record<string, unknown>>;

/** Cuts a page; a body that is none is one event, whole. */
export function splitAppStore(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const root = asObject(body);
  if (!root || root['data'] === undefined || root['data'] === null) return [whole(body, delivery)];
  const data: readonly unknown[] = Array.isArray(root['data']) ? root['data'] : [root['data']];
  const beside: readonly unknown[] = Array.isArray(root['included']) ? root['included'] : [];
  const reviewOf = new Map(data.flatMap(namedAnswer));
  const pieces = [...data, ...beside].flatMap((item) => splitItem(item, reviewOf, delivery));
  return pieces.length > 0 ? pieces : [whole(body, delivery)];
}

/** The answer that a review names, with the review. */
function namedAnswer(value: unknown): (readonly [answerId: string, reviewId: string])[] {
  const id = asId(asObject(value)?.['id']);
  const answerId = answered.safeParse(value).data?.relationships?.response?.data?.id;
  return id && answerId ? [[answerId, id]] : [];
}

function splitItem(value: unknown, reviewOf: ReadonlyMap<string, string>, delivery: Delivery): PlatformEvent[] {
  const item = asObject(value);
  const id = asId(item?.['id']);
  if (item && id && item['type'] === 'customerReviews') return piecesOf({ kind: 'review', id, item }, delivery);
  if (!item || !id || item['type'] !== 'customerReviewResponses') return [whole(value, delivery)];
  const reviewId = reviewOf.get(id) ?? answerFields.safeParse(item).data?.relationships?.review?.data?.id;
  return reviewId ? piecesOf({ kind: 'answer', id, item, reviewId }, delivery) : [whole(value, delivery)];
}

interface Piece {
  readonly kind: 'review' | 'answer';
  readonly id: string;
  readonly item: Json;
  readonly reviewId?: string;
}

function piecesOf({ kind, id, item, reviewId }: Piece, delivery: Delivery): PlatformEvent[] {
  const account = accountOf('app_store', delivery.pathAccount);
  const payload = { [kind]: item, ...(reviewId && { reviewId }) };
  const content = { id, attributes: item['attributes'] };
  const idOf = (word: string, ownId?: string) => eventId({ kind: word, ownId, content, deliveryId: delivery.id });
  return [
    { account, id: idOf(kind, id), payload },
    { account, id: idOf('edit'), payload: { ...payload, edit: true } },
  ];
}

function whole(payload: unknown, delivery: Delivery): PlatformEvent {
  const id = eventId({ kind: 'body', ownId: undefined, content: payload, deliveryId: delivery.id });
  return { account: accountOf('app_store', delivery.pathAccount), id, payload };
}
