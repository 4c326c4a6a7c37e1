import { iso, type Payload, type Said } from '#platforms/customer.ts';

/** Answers of the App Store Connect API, written after its documentation. */

/** A page with one review, five stars and no title. */
export function reviewPage({ customer, id, text, sentAtMs }: Said): Payload {
  const attributes = {
    rating: 5,
    title: '',
    body: text,
    reviewerNickname: customer.name,
    createdDate: iso(sentAtMs),
    territory: 'PRT',
  };
  return { data: [{ type: 'customerReviews', id, attributes }], links: {} };
}

/** A page with nothing on it. */
export const emptyPage: Payload = { data: [], links: {} };
