import * as z from 'zod/mini';
import { idField, maybe, numberField } from '#platforms/fields.ts';

/** What is read of Google Play's reviews (Google Play Developer API, "reviews"), and no more. */

/** Seconds are a string, as all of Google's 64-bit numbers. */
const timestamp = z.object({ seconds: maybe(numberField), nanos: maybe(numberField) });

const userComment = z.object({
  text: maybe(z.string()),
  /** The words as they were written, where `text` is a translation. */
  originalText: maybe(z.string()),
  lastModified: maybe(timestamp),
  starRating: maybe(numberField),
  reviewerLanguage: maybe(z.string()),
  thumbsUpCount: maybe(numberField),
  thumbsDownCount: maybe(numberField),
});

const developerComment = z.object({ text: maybe(z.string()), lastModified: maybe(timestamp) });

export const comment = z.object({
  userComment: maybe(userComment),
  developerComment: maybe(developerComment),
});

/** One comment of a review, as `split` hands it on. */
export const piece = z.object({
  reviewId: idField,
  authorName: maybe(z.string()),
  comment,
  edit: maybe(z.literal(true)),
});

/** A page, as far as polling needs it; one without reviews has no list. What has an id is one review by itself. */
export const page = z.object({
  reviews: maybe(z.array(z.record(z.string(), z.unknown()))),
  reviewId: maybe(idField),
  tokenPagination: maybe(z.object({ nextPageToken: maybe(z.string()) })),
});

/** The answer to an answer. */
export const replied = z.object({ result: maybe(z.object({ lastEdited: maybe(timestamp) })) });

export type Timestamp = z.infer<typeof timestamp>;
export type Piece = z.infer<typeof piece>;
