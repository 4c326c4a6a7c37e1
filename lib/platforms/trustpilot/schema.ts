import * as z from 'zod/mini';
import { idField, maybe, numberField } from '#platforms/fields.ts';

/** What is read of Trustpilot's webhook events ("Webhook notifications"), and no more. */

const consumer = z.object({ id: maybe(idField), name: maybe(z.string()), displayName: maybe(z.string()) });

const review = z.object({
  id: maybe(idField),
  reviewId: maybe(idField),
  stars: maybe(numberField),
  title: maybe(z.string()),
  text: maybe(z.string()),
  content: maybe(z.string()),
  language: maybe(z.string()),
  createdAt: maybe(z.string()),
  updatedAt: maybe(z.string()),
  consumer: maybe(consumer),
});

/** A delivery cut down to one event. */
export const trustpilotPiece = z.object({
  events: z.tuple([z.object({ eventName: maybe(z.string()), eventData: maybe(review) })]),
});

export type TrustpilotReview = z.infer<typeof review>;
