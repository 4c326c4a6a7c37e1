import type { Attachment, Message } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { isoFromText } from '#platforms/time.ts';
import { type Item, item, type Post } from './schema.ts';

/** What a notification means. */

/** Reasons for which a post is words to the account; a thread's posts have none. */
const SPOKEN = new Set<string | undefined>(['mention', 'reply', 'quote', undefined]);

/** Reasons of no consequence for care (app.bsky.notification.listNotifications, knownValues). */
const IGNORED = new Set([
  'like',
  'repost',
  'follow',
  'starterpack-joined',
  'verified',
  'unverified',
  'like-via-repost',
  'repost-via-repost',
  'subscribed-post',
  'contact-match',
]);

/** What a record is that holds words. */
const POST = 'app.bsky.feed.post';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When a post was said: as its author's app claims, unless that is in the future of the moment at which the network saw it,
 * or more than a day before (a client may write any time it likes). Without any time, when it was received.
 */
function saidAt({ indexedAt, record }: Item, receivedAt: string): string {
  const [claimed, seen] = [timeOf(record?.createdAt), timeOf(indexedAt)];
  if (!claimed || !seen) return claimed ?? seen ?? receivedAt;
  const before = Date.parse(seen) - Date.parse(claimed);
  return before >= 0 && before <= DAY_MS ? claimed : seen;
}

/** Times that an author's app makes up begin with the first instant of 1970. */
function timeOf(text: string | undefined): string | undefined {
  return isoFromText(text) ?? (Date.parse(text ?? '') === 0 ? new Date(0).toISOString() : undefined);
}

/** Pictures have an address at the network's own cache; a video is known by its id alone. */
function attachmentsOf({ embed }: Post, did: string): Attachment[] {
  const media = embed?.media ?? embed;
  const pictures = (media?.images ?? []).map((each): Attachment => {
    const id = each.image?.ref?.$link;
    return { type: 'image', ...(id && { id, url: `https://cdn.bsky.app/img/feed_fullsize/plain/${did}/${id}@jpeg` }) };
  });
  const video = media?.video?.ref?.$link;
  return video ? [...pictures, { type: 'video', id: video }] : pictures;
}

/** Both ends of the thread, with the versions that were seen: an answer must name them. */
function answerWith(uri: string, cid: string, reply: Post['reply']): Record<string, string> {
  const root = reply?.root ?? { uri, cid };
  return { rootUri: root.uri, rootCid: root.cid, parentUri: uri, parentCid: cid };
}

function engagementOf({ likeCount, replyCount, repostCount, quoteCount }: Item): number | undefined {
  const counts = [likeCount, replyCount, repostCount, quoteCount].filter((count) => count !== undefined);
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

interface Words extends Item {
  readonly author: NonNullable<Item['author']>;
  readonly record: Post;
  readonly sentAt: string;
}

function messageOf(words: Words, account: string, receivedAt: string): Message {
  const { uri, cid, author, record, sentAt } = words;
  const { did, handle, displayName, verification } = author;
  const { root, parent } = record.reply ?? {};
  return {
    account,
    platform: 'bluesky',
    channel: 'bluesky.mention',
    visibility: 'public',
    id: uri,
    threadKeys: [...new Set([root?.uri, uri, parent?.uri].filter((key) => key !== undefined))],
    customerId: did,
    direction: 'in',
    author: { id: did, name: displayName, handle, verified: verification?.verifiedStatus === 'valid' || undefined },
    text: record.text === '' ? undefined : record.text,
    attachments: attachmentsOf(record, did),
    language: record.langs?.[0],
    inReplyTo: parent?.uri,
    ...(cid && { answerWith: answerWith(uri, cid, record.reply) }),
    engagement: engagementOf(words),
    sentAt,
    receivedAt,
  };
}

/** A record lies in the repository of who wrote it: `at://<did>/<collection>/<key>`. */
function ownerOf(uri: string): Item['author'] {
  const did = /^at:\/\/(?<did>did:[^/]+)\//.exec(uri)?.groups?.['did'];
  return did === undefined ? undefined : { did, handle: undefined, displayName: undefined, verification: undefined };
}

/** Reads one notification, or one post of a thread. */
export function normaliseBluesky(event: PlatformEvent, receivedAt: string): Normalised {
  const read = item.safeParse(event.payload).data;
  if (!read) return { kind: 'unknown', type: 'body' };
  const { reason, author = ownerOf(read.uri), record = read.value } = read;
  if (reason && IGNORED.has(reason)) return { kind: 'ignored', reason: reason.replaceAll('-', '_') };
  if (!SPOKEN.has(reason) || !author || !record) return { kind: 'unknown', type: reason ?? 'post' };
  if (!reason && record.$type && record.$type !== POST) return { kind: 'unknown', type: record.$type };
  if (author.did === accountId(event.account)) return { kind: 'ignored', reason: 'own_post' };
  const words = { ...read, author, record, sentAt: saidAt({ ...read, record }, receivedAt) };
  return { kind: 'message', message: messageOf(words, event.account, receivedAt) };
}
