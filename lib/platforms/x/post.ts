import { PermanentError } from '#domain/errors.ts';
import type { Attachment, Author, Message } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import type { Normalised } from '#platforms/event.ts';

/** A public post, whichever envelope brought it. */
export interface Post {
  readonly id: string | undefined;
  readonly author: Author | undefined;
  readonly text: string | undefined;
  readonly attachments: readonly Attachment[];
  readonly language: string | undefined;
  /** The post it answers, and that post's author. */
  readonly parentId: string | undefined;
  readonly answeredUserId: string | undefined;
  /** Whom it mentions, by id, and whose post it quotes. */
  readonly mentionedIds: readonly string[];
  readonly quotedUserId: string | undefined;
  /** Only X Activity names it. */
  readonly conversationId: string | undefined;
  /** Ids the post had before it was edited. */
  readonly earlierIds: readonly string[];
  /** Somebody else's words passed on. */
  readonly repost: boolean;
  /** Likes, replies, reposts and quotes together. */
  readonly engagement: number | undefined;
  readonly sentAt: string | undefined;
}

/** What is known of an event beside the post. */
export interface PostContext {
  readonly account: string;
  readonly receivedAt: string;
  /** The platform's word for the event. */
  readonly type: string;
  /** Set where a search found it, with the tier of who searched. */
  readonly found?: { readonly tier: string | undefined } | undefined;
}

/**
 * Says what a post means to the account: a customer's words, the account's own answer to one, or nothing for care.
 * Without an author there is no telling the customer from the brand: such a post is kept whole, as unknown.
 * @throws {PermanentError} `message_without_id`
 */
export function normalisePost(post: Post, context: PostContext): Normalised {
  const { id, author } = post;
  if (!id && !author && post.text === undefined) return { kind: 'unknown', type: context.type };
  if (post.repost) return { kind: 'ignored', reason: 'repost' };
  if (!id) throw new PermanentError('message_without_id');
  if (!author) return { kind: 'unknown', type: context.type };
  const brand = accountId(context.account);
  if (author.id !== brand) {
    return { kind: 'message', message: message({ post, id, author, customerId: author.id, direction: 'in' }, context) };
  }
  const customerId = post.answeredUserId;
  if (!customerId || customerId === brand) return { kind: 'ignored', reason: 'own_post' };
  return { kind: 'message', message: message({ post, id, author, customerId, direction: 'out' }, context) };
}

type Said = Pick<Message, 'id' | 'author' | 'customerId' | 'direction'> & { readonly post: Post };

function message({ post, id, author, customerId, direction }: Said, context: PostContext): Message {
  const { account, receivedAt } = context;
  return {
    account,
    platform: 'x',
    ...placeOf(post, context),
    visibility: 'public',
    id,
    threadKeys: threadKeys(post, id),
    customerId,
    direction,
    author,
    text: post.text || undefined,
    attachments: post.attachments,
    language: post.language,
    inReplyTo: post.parentId,
    engagement: post.engagement,
    sentAt: post.sentAt ?? receivedAt,
    receivedAt,
  };
}

/**
 * One channel for mentions, replies and quotes: one post may come as two of them, and by a search too, and must be one
 * message. What only speaks of the brand is found by a search alone, and is a channel of its own: who wrote it did not
 * speak to the account, so that most apps may not answer.
 */
function placeOf(post: Post, { account, found }: PostContext): Pick<Message, 'channel' | 'answerWith'> {
  if (!found || speaksTo(post, accountId(account))) return { channel: 'x.mention' };
  return { channel: 'x.post', answerWith: { engaged: 'none', ...(found.tier && { tier: found.tier }) } };
}

/** X adds the handle of whoever is answered to the mentions of every reply. */
function speaksTo({ author, mentionedIds, quotedUserId, answeredUserId }: Post, brand: string): boolean {
  return [author?.id, quotedUserId, answeredUserId, ...mentionedIds].includes(brand);
}

/**
 * The most general key first. Account Activity names no conversation, so a post's own id and its parent's are keys in
 * both envelopes: whichever copy comes first, the other finds its ticket.
 */
function threadKeys(post: Post, id: string): readonly string[] {
  const keys = [post.conversationId, id, post.parentId, ...post.earlierIds];
  return [...new Set(keys.filter((key) => key !== undefined))];
}

/**
 * X's language as a BCP 47 tag. X codes posts without words as `und`, `zxx` or in the private range `qaa`-`qtz` (only
 * mentions, only hashtags, too short ...), and keeps the old `in` and `iw`.
 */
export function languageOf(lang: string | undefined): string | undefined {
  if (!lang || lang === 'und' || lang === 'zxx' || lang === 'art' || /^q[a-t][a-z]$/.test(lang)) return undefined;
  try {
    return Intl.getCanonicalLocales(lang)[0];
  } catch {
    return undefined;
  }
}
