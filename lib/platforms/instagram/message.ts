import { createHash } from 'node:crypto';
import { PermanentError } from '#domain/errors.ts';
import type { Attachment, Author, Message } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import type { ChangeValue } from './schema.ts';

/** What customers write in public: comments, and mentions of the account elsewhere. */

export type PublicChannel = 'instagram.comment' | 'instagram.live_comment' | 'instagram.mention';

/** A public word with what is known around it. */
export interface Said {
  readonly account: string;
  readonly channel: PublicChannel;
  readonly value: ChangeValue;
  readonly sentAt: string | undefined;
  readonly receivedAt: string;
}

/** True for what the account itself wrote. */
export function isOwn({ account, value }: Said): boolean {
  const { id, self_ig_scoped_id } = value.from ?? value.user ?? {};
  return [id, self_ig_scoped_id].includes(accountId(account));
}

/**
 * All that one customer says under one post is one matter, so the post is a key of each comment. An ad's post has an id of
 * its own, which leads to the post that it advertises: a comment on it may be notified twice, once for each.
 * @throws {PermanentError} `message_without_id`
 */
export function publicMessage(said: Said): Message {
  const { account, channel, value, receivedAt } = said;
  const { id: valueId, comment_id, media_id, media, parent_id } = value;
  const id = comment_id ?? valueId ?? media_id;
  if (!id) throw new PermanentError('message_without_id');
  const post = media?.original_media_id ?? media?.id ?? media_id;
  const author = authorOf(value, id);
  const answered = isOwn(said) ? value.answers?.id : undefined;
  return {
    account,
    platform: 'instagram',
    channel,
    visibility: 'public',
    id,
    threadKeys: [...new Set([post, id, parent_id].filter((key) => key !== undefined))],
    customerId: answered ?? author.id,
    direction: answered === undefined ? 'in' : 'out',
    author,
    text: (value.text ?? value.caption) || undefined,
    attachments: attachmentsOf(value),
    inReplyTo: parent_id ?? (post === id ? undefined : post),
    answerWith: answerWith(said, id),
    sentAt: value.timestamp ?? value.created_time ?? said.sentAt ?? receivedAt,
    receivedAt,
  };
}

/** An answer goes to the comment at the top of its thread, and one to a mention names the post that it stands at. */
function answerWith({ channel, value }: Said, id: string): Message['answerWith'] {
  const { parent_id, media_id, media } = value;
  if (channel !== 'instagram.mention') return parent_id === undefined ? undefined : { parent_id };
  const post = media_id ?? media?.id;
  return post === undefined || post === id ? undefined : { media_id: post };
}

/** A mention tells a name alone, which may change and must not be an id: its digest is one. A stranger has one word. */
function authorOf({ from, user, username }: ChangeValue, messageId: string): Author {
  const id = from?.id ?? user?.id;
  const handle = from?.username ?? user?.username ?? username;
  if (id !== undefined) return { id, handle };
  if (handle === undefined) return { id: `anonymous:${messageId}` };
  const digest = createHash('sha256').update(handle.toLowerCase()).digest('hex');
  return { id: `username:${digest.slice(0, 32)}`, handle };
}

function attachmentsOf({ media_url: url, media_type: type, permalink }: ChangeValue): readonly Attachment[] {
  if (url !== undefined) return [{ type: type?.toLowerCase() ?? 'media', url }];
  return permalink === undefined ? [] : [{ type: 'post', url: permalink }];
}
