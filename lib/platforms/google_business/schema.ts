import * as z from 'zod/mini';
import { idField, maybe } from '#platforms/fields.ts';
import { isReviewName } from './names.ts';

/** What is read of Pub/Sub's pushes, of the notifications in them and of reviews, and no more. */

export const push = z.object({
  message: z.object({ data: maybe(z.string()), messageId: maybe(idField), message_id: maybe(idField) }),
});

/**
 * A notification. Google does not document how it is spelled, and public code reads it in several ways: My Business
 * Notifications API, `NotificationType`; names in camel case, with `Name`, or with an underscore; a review by its whole
 * name, or as an object, or by its id in a location.
 */
export const notification = z.object({
  notificationType: maybe(z.string()),
  notification_type: maybe(z.string()),
  type: maybe(z.string()),
  review: maybe(z.union([z.string(), z.object({ name: maybe(z.string()), reviewId: maybe(z.string()) })])),
  reviewId: maybe(z.string()),
  name: maybe(z.string()),
  resourceName: maybe(z.string()),
  account: maybe(z.string()),
  reviewName: maybe(z.string()),
  review_name: maybe(z.string()),
  location: maybe(z.string()),
  locationName: maybe(z.string()),
  location_name: maybe(z.string()),
});

/** My Business API v4, `accounts.locations.reviews`. */
export const review = z.object({
  name: z.string().check(z.refine(isReviewName)),
  reviewer: maybe(z.object({ displayName: maybe(z.string()), isAnonymous: maybe(z.boolean()) })),
  starRating: maybe(z.string()),
  comment: maybe(z.string()),
  createTime: maybe(z.string()),
  updateTime: maybe(z.string()),
  reviewReply: maybe(z.object({ comment: maybe(z.string()), updateTime: maybe(z.string()) })),
});

/** A review as one event: its first words, its words since they were changed, or the brand's answer. */
export const piece = z.object({ as: z.enum(['review', 'edit', 'reply']), review });

/** `accounts.locations.reviews.list`, and `accounts.locations.batchGetReviews`, which wraps each review once more. */
export const listing = z.union([
  z.object({ reviews: z.array(z.unknown()) }),
  z.pipe(
    z.object({ locationReviews: z.array(z.object({ review: z.unknown() })) }),
    z.transform(({ locationReviews }) => ({ reviews: locationReviews.map(({ review }) => review) })),
  ),
]);

export type Review = z.infer<typeof review>;
