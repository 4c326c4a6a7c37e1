import { PermanentError } from '#domain/errors.ts';
import type { Attachment, Message } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import { isoFromText } from '#platforms/time.ts';
import type { Media } from './schema.ts';

/** One value with what is known of the delivery around it. */
export interface Item {
  readonly account: string;
  /** What was subscribed to: `replies`, `mentions` ... */
  readonly field: string;
  readonly media: Media;
  /** The time to take where the post tells none. */
  readonly otherwise: string;
  readonly receivedAt: string;
}

/**
 * The account's own words come back among the replies to its posts. They are known by the name of the post's owner, when
 * that is the account; below a customer's post the owner's name is the customer's.
 */
export function isOwn({ account, media }: Item): boolean {
  const { root_post: root, username } = media;
  if (media.is_reply_owned_by_me) return true;
  return root?.owner_id === accountId(account) && username !== undefined && root.username === username;
}

/**
 * A customer's post. Threads tells no id of who wrote it, so the user name is the id.
 * @throws {PermanentError} `message_without_id`
 */
export function postFrom({ account, field, media, otherwise, receivedAt }: Item): Message {
  const { id, username = '' } = media;
  if (!id) throw new PermanentError('message_without_id');
  return {
    account,
    platform: 'threads',
    // A reply with a mention comes as both, and must be one message whichever comes first.
    channel: field === 'replies' || isReply(media) ? 'threads.reply' : 'threads.mention',
    visibility: 'public',
    id,
    threadKeys: threadKeysOf(media, id),
    customerId: username,
    direction: 'in',
    author: { id: username, handle: username, verified: media.is_verified },
    text: media.text || undefined,
    attachments: attachmentsOf(media),
    inReplyTo: media.replied_to?.id,
    answerWith: isNested(media) ? { nested: 'true' } : undefined,
    sentAt: isoFromText(media.timestamp) ?? otherwise,
    receivedAt,
  };
}

/** The whole talk below a post first: a customer's replies to our answers name the same one. */
export function threadKeysOf({ root_post: root, replied_to: parent }: Media, id: string): readonly string[] {
  return [...new Set([root?.id, id, parent?.id].filter((key) => key !== undefined))];
}

const isReply = (media: Media): boolean => media.is_reply === true || media.replied_to?.id !== undefined;

/** A reply to a reply. */
function isNested({ root_post: root, replied_to: parent }: Media): boolean {
  return root?.id !== undefined && parent?.id !== undefined && root.id !== parent.id;
}

/** An album has its files as children; a poster of a video is no file of its own. */
function attachmentsOf(media: Media): readonly Attachment[] {
  const files = media.children ?? [media];
  const attached = files
    .filter(({ media_url: url }) => url !== undefined)
    .map(({ media_type: type, media_url: url }) => ({ type: (type ?? 'unknown').toLowerCase(), url }));
  return media.gif_url ? [...attached, { type: 'gif', url: media.gif_url }] : attached;
}
