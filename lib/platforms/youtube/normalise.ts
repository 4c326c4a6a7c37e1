import type { Author, Message } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { asObject } from '#platforms/fields.ts';
import { textOfHtml } from '#platforms/html-text.ts';
import { isoFromText } from '#platforms/time.ts';
import { authorIdOf, threadIdOf } from './author.ts';
import { type Comment, type Piece, piece } from './schema.ts';

/** Reads one comment: a customer's, the channel's own answer in a customer's thread, or the channel's talk with itself. */
export function normaliseYoutube({ account, payload }: PlatformEvent, receivedAt: string): Normalised {
  const fields = piece.safeParse(payload).data;
  const id = fields?.comment.id;
  const threadId = fields && threadIdOf(fields.comment);
  if (!id || !threadId || !fields.comment.snippet) return { kind: 'unknown', type: typeOf(payload) };
  const said = { account, receivedAt, id, threadId, fields };
  const customerId = customerOf(said);
  if (!customerId) return { kind: 'ignored', reason: 'own_post' };
  return fields.edit ? edit(said, customerId) : { kind: 'message', message: message(said, customerId) };
}

interface SaidComment {
  readonly account: string;
  readonly receivedAt: string;
  readonly id: string;
  readonly threadId: string;
  readonly fields: Piece;
}

/** Who a talk is with: who wrote, or who began the thread in which the channel wrote. A gone channel is known by its comment. */
function customerOf({ account, id, fields }: SaidComment): string | undefined {
  const brand = accountId(account);
  const author = authorIdOf(fields.comment) ?? id;
  if (author !== brand) return author;
  const began = fields.thread?.authorId;
  return began === brand ? undefined : began;
}

function message(said: SaidComment, customerId: string): Message {
  const { account, receivedAt, id, threadId, fields } = said;
  const { comment, thread } = fields;
  const isOut = (authorIdOf(comment) ?? id) === accountId(account);
  return {
    account,
    platform: 'youtube',
    channel: 'youtube.comment',
    visibility: 'public',
    id,
    threadKeys: [threadId],
    customerId,
    direction: isOut ? 'out' : 'in',
    author: authorOf(comment, id),
    text: textOf(said),
    attachments: [],
    inReplyTo: threadId === id ? undefined : threadId,
    answerWith: { parentId: threadId, ...(thread?.canReply === false && { closed: 'true' }) },
    engagement: engagementOf(said),
    sentAt: isoFromText(comment.snippet?.publishedAt) ?? receivedAt,
    receivedAt,
  };
}

function edit(said: SaidComment, customerId: string): Normalised {
  const { account, receivedAt, id, threadId, fields } = said;
  const at = isoFromText(fields.comment.snippet?.updatedAt) ?? receivedAt;
  const place = { account, platform: 'youtube', channel: 'youtube.comment', customerId, threadKeys: [threadId] };
  return {
    kind: 'amendment',
    amendment: { ...place, messageId: id, id: `edit:${at}`, kind: 'edit', text: textOf(said), at },
  };
}

/** Since 2022 the display name is the handle, `@someone`; older answers have a name there. */
function authorOf(comment: Comment, commentId: string): Author {
  const shown = comment.snippet?.authorDisplayName || undefined;
  const id = authorIdOf(comment) ?? commentId;
  return shown?.startsWith('@') ? { id, handle: shown.slice(1) } : { id, name: shown };
}

/** `textOriginal` is given to its author alone; `textDisplay` is HTML unless plain text was asked for. */
function textOf({ fields }: SaidComment): string | undefined {
  const { textOriginal, textDisplay } = fields.comment.snippet ?? {};
  const shown = fields.plain ? textDisplay : textDisplay && textOfHtml(textDisplay);
  return textOriginal || shown || undefined;
}

/** Likes, and for a thread's first comment the answers to it. */
function engagementOf({ id, threadId, fields }: SaidComment): number | undefined {
  const likes = fields.comment.snippet?.likeCount;
  const answers = id === threadId ? fields.thread?.replies : undefined;
  return likes === undefined && answers === undefined ? undefined : (likes ?? 0) + (answers ?? 0);
}

function typeOf(payload: unknown): string {
  const kind = asObject(payload)?.['kind'];
  return typeof kind === 'string' ? kind : 'body';
}
