import { createHash } from 'node:crypto';
import { PermanentError } from '#domain/errors.ts';
import type { Amendment, Message } from '#domain/message.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { asObject } from '#platforms/fields.ts';
import { starsOf } from '#platforms/stars.ts';
import { isoFromText } from '#platforms/time.ts';
import { type TrustpilotReview, trustpilotPiece } from './schema.ts';

/** `service-review-created`, `product-review-updated` ...: what a review is of, and what became of it. */
const REVIEW_EVENT = /^(?<of>service|product)-review-(?<what>created|updated|deleted)$/;

/**
 * Reads one event of a delivery.
 * @throws {PermanentError} `message_without_id`
 */
export function normaliseTrustpilot({ account, payload }: PlatformEvent, receivedAt: string): Normalised {
  const events = asObject(payload)?.['events'];
  if (Array.isArray(events) && events.length === 0) return { kind: 'ignored', reason: 'verification' };
  const event = trustpilotPiece.safeParse(payload).data?.events[0];
  const type = event?.eventName ?? 'body';
  const { of, what } = REVIEW_EVENT.exec(type)?.groups ?? {};
  if (!event?.eventData || !of) return { kind: 'unknown', type };
  const review = event.eventData;
  const id = review.id ?? review.reviewId;
  if (!id) throw new PermanentError('message_without_id');
  const place = { account, receivedAt, id, of };
  return what === 'created'
    ? { kind: 'message', message: writtenIn(review, place) }
    : { kind: 'amendment', amendment: changedIn(review, { ...place, isGone: what === 'deleted' }) };
}

interface Place {
  readonly account: string;
  readonly receivedAt: string;
  readonly id: string;
  /** `service` or `product`. */
  readonly of: string;
}

/** Reviews of products are answered otherwise than those of the business, so they are a channel of their own. */
const talkOf = ({ account, id, of }: Place) => ({
  account,
  platform: 'trustpilot',
  channel: of === 'product' ? 'trustpilot.product_review' : 'trustpilot.review',
  threadKeys: [id],
});

function writtenIn(review: TrustpilotReview, place: Place): Message {
  const { consumer, language, createdAt } = review;
  // Whoever deleted their profile is known by the review alone.
  const customerId = consumer?.id ?? place.id;
  return {
    ...talkOf(place),
    visibility: 'public',
    id: place.id,
    customerId,
    direction: 'in',
    author: { id: customerId, name: consumer?.name ?? consumer?.displayName },
    text: wordsOf(review),
    attachments: [],
    rating: starsOf(review.stars),
    language,
    sentAt: isoFromText(createdAt) ?? place.receivedAt,
    receivedAt: place.receivedAt,
  };
}

/** An update tells no time of its own: it is the time it came. Its id is made of what it says, so that it is one however often it comes. */
function changedIn(review: TrustpilotReview, place: Place & { readonly isGone: boolean }): Amendment {
  const talk = { ...talkOf(place), messageId: place.id, customerId: review.consumer?.id };
  const at = isoFromText(review.updatedAt) ?? place.receivedAt;
  if (place.isGone) return { ...talk, id: 'deletion', kind: 'deletion', at };
  const [text, rating] = [wordsOf(review), starsOf(review.stars)];
  const words = createHash('sha256')
    .update(JSON.stringify([text, rating, review.updatedAt]))
    .digest('hex')
    .slice(0, 32);
  return { ...talk, id: `edit:${words}`, kind: 'edit', text, rating, at };
}

/** The title stands above the text. */
function wordsOf({ title, text, content }: TrustpilotReview): string | undefined {
  return [title, text ?? content].filter(Boolean).join('\n') || undefined;
}
