import type { Amendment, Message } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { isoFromText } from '#platforms/time.ts';
import { isReviewName } from './names.ts';
import { pushedIn, readNotification } from './notification.ts';
import { piece, type Review } from './schema.ts';

/** Notifications that are known and say nothing a care team must answer (My Business Notifications API, `NotificationType`). */
const IGNORED: Readonly<Record<string, string>> = {
  GOOGLE_UPDATE: 'listing_state',
  NEW_CUSTOMER_MEDIA: 'customer_media',
  DUPLICATE_LOCATION: 'listing_state',
  LOSS_OF_VOICE_OF_MERCHANT: 'listing_state',
  VOICE_OF_MERCHANT_UPDATED: 'listing_state',
};

/** Reads a notification, or a review that was fetched. Never throws. */
export function normaliseGoogleBusiness(event: PlatformEvent, receivedAt: string): Normalised {
  const fetched = piece.safeParse(event.payload).data;
  if (!fetched) return notified(event.payload);
  const place = { account: event.account, receivedAt };
  switch (fetched.as) {
    case 'review':
      return { kind: 'message', message: writtenIn(fetched.review, place) };
    case 'reply':
      return { kind: 'message', message: answeredIn(fetched.review, place) };
    case 'edit':
      return { kind: 'amendment', amendment: changedIn(fetched.review, place) };
  }
}

function notified(payload: unknown): Normalised {
  const pushed = pushedIn(payload);
  if (!pushed) return { kind: 'unknown', type: 'body' };
  if (pushed.isEmpty) return { kind: 'ignored', reason: 'empty_notification' };
  const { type = 'notification', review } = readNotification(pushed.inner);
  if (review && isReviewName(review)) return { kind: 'reference', reference: { type: 'review', id: review } };
  const reason = Object.hasOwn(IGNORED, type) ? IGNORED[type] : undefined;
  return reason ? { kind: 'ignored', reason } : { kind: 'unknown', type };
}

type Place = Pick<Message, 'account' | 'receivedAt'>;

/** Google tells no id of who wrote a review: each is a talk of its own, with somebody known by it alone. */
const talkOf = ({ name }: Review) =>
  ({
    platform: 'google_business',
    channel: 'google_business.review',
    threadKeys: [name],
    customerId: name,
  }) as const;

const STARS: Readonly<Record<string, number>> = { ONE: 1, TWO: 2, THREE: 3, FOUR: 4, FIVE: 5 };

const starsOf = ({ starRating = '' }: Review): number | undefined =>
  Object.hasOwn(STARS, starRating) ? STARS[starRating] : undefined;

/** A review; one of stars alone has no words. Anonymous writers have no name, whatever stands in its place. */
function writtenIn(review: Review, { account, receivedAt }: Place): Message {
  const { name, reviewer, createTime, updateTime } = review;
  return {
    account,
    ...talkOf(review),
    visibility: 'public',
    id: name,
    direction: 'in',
    author: { id: name, name: reviewer?.isAnonymous ? undefined : reviewer?.displayName },
    text: originalOf(review.comment),
    attachments: [],
    rating: starsOf(review),
    sentAt: isoFromText(createTime ?? updateTime) ?? receivedAt,
    receivedAt,
  };
}

/** Its words and stars since they were changed. */
function changedIn(review: Review, { account, receivedAt }: Place): Amendment {
  const at = isoFromText(review.updateTime) ?? receivedAt;
  const change = { kind: 'edit', text: originalOf(review.comment), rating: starsOf(review) } as const;
  return { account, ...talkOf(review), messageId: review.name, id: `edit:${at}`, ...change, at };
}

/** The brand's answer, wherever it was written. A review has one; a new one takes the place of the old. */
function answeredIn(review: Review, { account, receivedAt }: Place): Message {
  const { comment, updateTime } = review.reviewReply ?? {};
  const sentAt = isoFromText(updateTime) ?? receivedAt;
  return {
    account,
    ...talkOf(review),
    visibility: 'public',
    id: answerKey(review.name, updateTime),
    direction: 'out',
    author: { id: accountId(account) },
    text: comment,
    attachments: [],
    inReplyTo: review.name,
    sentAt,
    receivedAt,
  };
}

/** The id of an answer: Google gives none, so that what we sent is known again by its time. */
export function answerKey(reviewName: string, updateTime: string | undefined): string {
  return `${reviewName}/reply@${isoFromText(updateTime) ?? ''}`;
}

/** What the customer wrote: Google puts its translation before or behind it. */
function originalOf(comment: string | undefined): string | undefined {
  const behind = /^\(Translated by Google\)[\s\S]*?\n\n\(Original\)\n([\s\S]*)$/.exec(comment ?? '')?.[1];
  const before = /^([\s\S]*?)\n\n\(Translated by Google\)\n/.exec(comment ?? '')?.[1];
  return (behind ?? before ?? comment) || undefined;
}
