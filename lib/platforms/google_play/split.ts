import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { answerId } from './answer-id.ts';
import { comment as commentFields } from './schema.ts';

/**
 * Google Play answers with reviews, each with the customer's comment and the brand's. The customer's stands there as it is
 * now, so it becomes two pieces, its words and an edit to them: nobody knows which of them was seen before.
 */

/** Cuts a page; a body without a list is one review, or one event, whole. */
export function splitGooglePlay(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const root = asObject(body);
  if (!root) return [whole(body, delivery)];
  const listed: unknown = root['reviews'];
  const reviews: readonly unknown[] = Array.isArray(listed) && listed.length > 0 ? listed : [root];
  return reviews.flatMap((review) => splitReview(review, delivery));
}

function splitReview(value: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const review = asObject(value);
  const reviewId = asId(review?.['reviewId']);
  const comments: unknown = review?.['comments'];
  if (!review || !reviewId || !Array.isArray(comments) || comments.length === 0) return [whole(value, delivery)];
  return (comments as readonly unknown[]).flatMap((comment) =>
    piecesOf({ reviewId, authorName: review['authorName'], comment }, delivery),
  );
}

interface Piece {
  readonly reviewId: string;
  readonly authorName: unknown;
  readonly comment: unknown;
}

function piecesOf(piece: Piece, delivery: Delivery): readonly PlatformEvent[] {
  const { userComment, developerComment } = commentFields.safeParse(piece.comment).data ?? {};
  const account = accountOf('google_play', delivery.pathAccount);
  const idOf = (kind: string, ownId: string) => eventId({ kind, ownId, content: piece, deliveryId: delivery.id });
  const { reviewId } = piece;
  if (userComment) {
    const { seconds = 0, nanos = 0 } = userComment.lastModified ?? {};
    return [
      { account, id: idOf('review', reviewId), payload: piece },
      { account, id: idOf('edit', `${reviewId}:${seconds}.${nanos}`), payload: { ...piece, edit: true } },
    ];
  }
  if (!developerComment) return [whole(piece, delivery)];
  return [{ account, id: idOf('answer', answerId(reviewId, developerComment.lastModified)), payload: piece }];
}

function whole(payload: unknown, delivery: Delivery): PlatformEvent {
  const id = eventId({ kind: 'body', ownId: undefined, content: payload, deliveryId: delivery.id });
  return { account: accountOf('google_play', delivery.pathAccount), id, payload };
}
