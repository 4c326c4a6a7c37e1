import { iso, type Payload, type Said } from '#platforms/customer.ts';

/** Payloads of Trustpilot, written after its documentation. */

/** A review was written, of two stars and without a title. */
export function reviewCreated({ id, customer, text, sentAtMs, language = 'en' }: Said): Payload {
  const consumer = { id: customer.id, name: customer.name };
  const eventData = { id, language, title: '', text, stars: 2, createdAt: iso(sentAtMs), isVerified: true, consumer };
  return { events: [{ eventName: 'service-review-created', version: '1', eventData }] };
}
