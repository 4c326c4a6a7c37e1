import { iso, type Payload, type Said } from '#platforms/customer.ts';

/** Payloads of Google Business Profile, written after its documentation. */

/** A review as the API gives it out. */
export function googleReview({ id, customer, text, sentAtMs }: Said): Payload {
  return {
    name: id,
    reviewId: id.split('/').at(-1),
    reviewer: { displayName: customer.name },
    starRating: 'TWO',
    comment: text,
    createTime: iso(sentAtMs),
    updateTime: iso(sentAtMs),
  };
}

/** A list of one review: notifications hold no words. */
export function reviewList(said: Said): Payload {
  return { reviews: [googleReview(said)], averageRating: 2, totalReviewCount: 1 };
}

/** What Pub/Sub pushes when a review was written. */
export function reviewPush(reviewName: string, messageId: string): Payload {
  const data = Buffer.from(JSON.stringify({ notificationType: 'NEW_REVIEW', review: reviewName })).toString('base64');
  return { message: { attributes: {}, data, messageId }, subscription: 'projects/shop/subscriptions/reviews' };
}
