import { createHash } from 'node:crypto';
import type { Message } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import { editOf } from '#platforms/edit.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { asObject } from '#platforms/fields.ts';
import { starsOf } from '#platforms/stars.ts';
import { isoFromText } from '#platforms/time.ts';
import { type Answer, piece, type Review } from './schema.ts';

/** Reads a review, or the brand's answer to one. The App Store tells no id of who wrote: a review is a talk of its own. */
export function normaliseAppStore({ account, payload }: PlatformEvent, receivedAt: string): Normalised {
  const fields = piece.safeParse(payload).data;
  const message = fields && messageOf(fields, { account, receivedAt });
  if (!message) return { kind: 'unknown', type: typeOf(payload) };
  return fields.edit ? edit(message) : { kind: 'message', message };
}

type Context = Pick<Message, 'account' | 'receivedAt'>;

function messageOf(fields: ReturnType<typeof piece.parse>, context: Context): Message | undefined {
  return 'review' in fields ? reviewOf(fields.review, context) : answerOf(fields.answer, fields.reviewId, context);
}

type Said = Omit<Message, 'platform' | 'channel' | 'visibility' | 'threadKeys' | 'attachments' | 'customerId'>;

function inReview(reviewId: string, said: Said): Message {
  const place = { platform: 'app_store', channel: 'app_store.review', visibility: 'public' } as const;
  return { ...place, threadKeys: [reviewId], customerId: reviewId, attachments: [], ...said };
}

function reviewOf({ id, attributes }: Review, context: Context): Message | undefined {
  if (!id || !attributes) return undefined;
  const { title, body, reviewerNickname, rating, createdDate } = attributes;
  return inReview(id, {
    ...context,
    id,
    direction: 'in',
    author: { id, name: reviewerNickname || undefined },
    text: [title, body].filter(Boolean).join('\n') || undefined,
    rating: starsOf(rating),
    sentAt: isoFromText(createdDate) ?? context.receivedAt,
  });
}

function answerOf({ id, attributes }: Answer, reviewId: string, context: Context): Message | undefined {
  if (!id || !attributes) return undefined;
  return inReview(reviewId, {
    ...context,
    id,
    direction: 'out',
    author: { id: accountId(context.account) },
    text: attributes.responseBody || undefined,
    inReplyTo: reviewId,
    sentAt: isoFromText(attributes.lastModifiedDate) ?? context.receivedAt,
  });
}

/**
 * The words as they stand: an edit where others were heard before. Apple doesn't say when it was made: edits follow each
 * other in the order in which they were seen.
 */
function edit(message: Message): Normalised {
  const { text, rating, sentAt: at, receivedAt } = message;
  const words = createHash('sha256').update(`${rating} ${text}`).digest('hex').slice(0, 32);
  return editOf(message, { id: `edit:${receivedAt}:${words}`, at });
}

function typeOf(payload: unknown): string {
  const type = asObject(payload)?.['type'];
  return typeof type === 'string' ? type : 'body';
}
