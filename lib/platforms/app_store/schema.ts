import * as z from 'zod/mini';
import { idField, maybe, numberField } from '#platforms/fields.ts';

/** What is read of the App Store's reviews (App Store Connect API, "CustomerReview", "CustomerReviewResponseV1"). */

export const review = z.object({
  id: maybe(idField),
  attributes: maybe(
    z.object({
      rating: maybe(numberField),
      title: maybe(z.string()),
      body: maybe(z.string()),
      reviewerNickname: maybe(z.string()),
      createdDate: maybe(z.string()),
    }),
  ),
});

export const answer = z.object({
  id: maybe(idField),
  attributes: maybe(z.object({ responseBody: maybe(z.string()), lastModifiedDate: maybe(z.string()) })),
  relationships: maybe(z.object({ review: maybe(z.object({ data: maybe(z.object({ id: maybe(idField) })) })) })),
});

/** How a review names its answer. */
export const answered = z.object({
  relationships: maybe(z.object({ response: maybe(z.object({ data: maybe(z.object({ id: maybe(idField) })) })) })),
});

/** A page, as far as polling needs it. */
export const page = z.object({
  data: z.array(z.record(z.string(), z.unknown())),
  included: maybe(z.array(z.record(z.string(), z.unknown()))),
  links: maybe(z.object({ next: maybe(z.string()) })),
});

/** A review or an answer as `split` hands it on. */
export const piece = z.union([
  z.object({ review, edit: maybe(z.literal(true)) }),
  z.object({ answer, reviewId: idField, edit: maybe(z.literal(true)) }),
]);

export type Review = z.infer<typeof review>;
export type Answer = z.infer<typeof answer>;
