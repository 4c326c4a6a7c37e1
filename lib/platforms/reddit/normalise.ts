import type { Amendment, Attachment, Author, Message } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { asObject } from '#platforms/fields.ts';
import { isoFromEpoch } from '#platforms/time.ts';
import { type Piece, piece, type Thing } from './schema.ts';
import { wordsOf } from './words.ts';

const CHANNELS = { t1: 'reddit.comment', t3: 'reddit.post', t4: 'reddit.dm' } as const;

/** Reads a comment, a post or a private message to the account. */
export function normaliseReddit({ account, payload }: PlatformEvent, receivedAt: string): Normalised {
  const fields = piece.safeParse(payload).data;
  const id = fields?.data.name;
  if (!fields || !id) return { kind: 'unknown', type: typeOf(payload) };
  const said = { account, receivedAt, id, ...fields };
  if (fields.change === 'deletion') return { kind: 'amendment', amendment: deletion(said) };
  // Whom the brand answered is told by name only, and a customer is known by the id.
  if (fields.data.author?.toLowerCase() === accountId(account).toLowerCase())
    return { kind: 'ignored', reason: 'own_post' };
  return fields.change === 'edit' ? edit(said) : { kind: 'message', message: message(said) };
}

interface SaidThing extends Piece {
  readonly account: string;
  readonly receivedAt: string;
  /** The fullname, `t1_abc`. */
  readonly id: string;
}

function message({ account, receivedAt, id, kind, data }: SaidThing): Message {
  const author = authorOf(data, id);
  return {
    account,
    platform: 'reddit',
    channel: CHANNELS[kind],
    visibility: kind === 't4' ? 'private' : 'public',
    id,
    threadKeys: threadKeysOf(id, data),
    customerId: author.id,
    direction: 'in',
    author,
    text: wordsOf(data),
    attachments: attachmentsOf(data),
    inReplyTo: data.parent_id,
    engagement: engagementOf(data),
    sentAt: isoFromEpoch(data.created_utc) ?? receivedAt,
    receivedAt,
  };
}

/** A subreddit's moderators write as the subreddit; who has left Reddit is known by what they wrote. */
function authorOf({ author, author_fullname: id, subreddit }: Thing, thingId: string): Author {
  if (!author && subreddit) return { id: `r/${subreddit}`, name: `r/${subreddit}` };
  if (!author || author === '[deleted]') return { id: id ?? thingId };
  return { id: id ?? author, handle: author };
}

/** The post of a comment in the inbox stands in its address: `/r/…/comments/<post>/…`. */
const POST_IN_ADDRESS = /\/comments\/(?<post>\w+)/;

/** The post or the first message, the most general key, then the thing's own name and its parent's. */
function threadKeysOf(id: string, { link_id, first_message_name, context, parent_id }: Thing): readonly string[] {
  const post = POST_IN_ADDRESS.exec(context ?? '')?.groups?.['post'];
  const keys = [link_id ?? (post && `t3_${post}`), first_message_name, id, parent_id];
  return [...new Set(keys.filter((key) => key !== undefined))];
}

function attachmentsOf({ title, is_self: isSelf, post_hint: hint, url }: Thing): readonly Attachment[] {
  return title !== undefined && isSelf === false && url ? [{ type: hint ?? 'link', url }] : [];
}

function engagementOf({ score, num_comments: comments, title }: Thing): number | undefined {
  // The inbox tells of a comment how many its post has.
  const answers = title === undefined ? undefined : comments;
  return score === undefined && answers === undefined ? undefined : Math.max(0, score ?? 0) + (answers ?? 0);
}

function edit(said: SaidThing): Normalised {
  const at = isoFromEpoch(said.data.edited) ?? said.receivedAt;
  const customerId = authorOf(said.data, said.id).id;
  const words = { kind: 'edit', id: `edit:${at}`, text: wordsOf(said.data), at, customerId } as const;
  return { kind: 'amendment', amendment: { ...placeOf(said), ...words } };
}

/** When words were deleted or removed is not told, nor, in the end, whose they were. */
function deletion(said: SaidThing): Amendment {
  return { ...placeOf(said), kind: 'deletion', id: 'deletion', at: said.receivedAt };
}

function placeOf({ account, id, kind, data }: SaidThing) {
  return { account, platform: 'reddit', channel: CHANNELS[kind], messageId: id, threadKeys: threadKeysOf(id, data) };
}

function typeOf(payload: unknown): string {
  const kind = asObject(payload)?.['kind'];
  return typeof kind === 'string' ? kind : 'body';
}
