import type { Payload, Said } from '#platforms/customer.ts';

/** Answers of the Google Play Developer API, written after its documentation. */

/** Epoch milliseconds as the API writes them. */
export function timestamp(ms: number): Payload {
  return { seconds: String(Math.floor(ms / 1000)), nanos: (ms % 1000) * 1_000_000 };
}

/** A page with one review of five stars. */
export function reviewPage({ customer, id, text, sentAtMs, language }: Said): Payload {
  const userComment = {
    text: `\t${text}`,
    lastModified: timestamp(sentAtMs),
    starRating: 5,
    reviewerLanguage: language,
    thumbsUpCount: 0,
    thumbsDownCount: 0,
  };
  return { reviews: [{ reviewId: id, authorName: customer.name, comments: [{ userComment }] }] };
}
