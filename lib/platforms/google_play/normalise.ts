import type { Message } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import { editOf } from '#platforms/edit.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { starsOf } from '#platforms/stars.ts';
import { isoFromEpoch } from '#platforms/time.ts';
import { answerId } from './answer-id.ts';
import { type Piece, piece, type Timestamp } from './schema.ts';

/** Reads a review, or the brand's answer to one. Google Play tells no id of who wrote: a review is a talk of its own. */
export function normaliseGooglePlay({ account, payload }: PlatformEvent, receivedAt: string): Normalised {
  const fields = piece.safeParse(payload).data;
  const { userComment, developerComment } = fields?.comment ?? {};
  if (!fields || !(userComment ?? developerComment)) return { kind: 'unknown', type: 'body' };
  const said = userComment ? review(fields, receivedAt) : answer(fields, { account, receivedAt });
  const message = { ...frame(fields.reviewId, { account, receivedAt }), ...said };
  return fields.edit ? edit(message) : { kind: 'message', message };
}

type Context = Pick<Message, 'account' | 'receivedAt'>;

function frame(reviewId: string, context: Context) {
  const place = { platform: 'google_play', channel: 'google_play.review', visibility: 'public' } as const;
  return { ...context, ...place, threadKeys: [reviewId], customerId: reviewId, attachments: [] };
}

type Said = Pick<
  Message,
  'id' | 'direction' | 'author' | 'text' | 'rating' | 'language' | 'inReplyTo' | 'engagement' | 'sentAt'
>;

function review({ reviewId, authorName, comment }: Piece, receivedAt: string): Said {
  const { userComment: said } = comment;
  const thumbs = [said?.thumbsUpCount, said?.thumbsDownCount].filter((count) => count !== undefined);
  return {
    id: reviewId,
    direction: 'in',
    author: { id: reviewId, name: authorName || undefined },
    text: wordsOf(said?.originalText || said?.text),
    rating: starsOf(said?.starRating),
    language: languageOf(said?.reviewerLanguage),
    engagement: thumbs.length > 0 ? thumbs.reduce((sum, count) => sum + count, 0) : undefined,
    sentAt: timeOf(said?.lastModified) ?? receivedAt,
  };
}

function answer({ reviewId, comment }: Piece, { account, receivedAt }: Context): Said {
  const { text, lastModified } = comment.developerComment ?? {};
  return {
    id: answerId(reviewId, lastModified),
    direction: 'out',
    author: { id: accountId(account) },
    text: text || undefined,
    inReplyTo: reviewId,
    sentAt: timeOf(lastModified) ?? receivedAt,
  };
}

const edit = (message: Message): Normalised => editOf(message, { id: `edit:${message.sentAt}`, at: message.sentAt });

/** A title stands before a tab; where there is none the tab stands first. */
function wordsOf(text: string | undefined): string | undefined {
  return text?.replace(/^\t/, '').replace('\t', '\n') || undefined;
}

function timeOf(at: Timestamp | undefined): string | undefined {
  if (at?.seconds === undefined) return undefined;
  return isoFromEpoch(at.seconds * 1000 + Math.floor((at.nanos ?? 0) / 1_000_000));
}

/** `en`, or `pt_BR` as Android writes it. */
function languageOf(tag: string | undefined): string | undefined {
  try {
    return tag ? Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] : undefined;
  } catch {
    return undefined;
  }
}
