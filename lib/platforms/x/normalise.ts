import { accountOf } from '#platforms/account.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { asObject } from '#platforms/fields.ts';
import { normalisePostDeletion, normaliseTweetDeletion } from './deletion.ts';
import { normaliseDirectMessage } from './direct-message.ts';
import { normalisePost, type PostContext } from './post.ts';
import { readPost, readTweet } from './read-post.ts';
import { activity } from './schema.ts';

type Json = Readonly<Record<string, unknown>>;

/** Known events of no consequence for care, by the start of their name; both envelopes have names of their own. */
const IGNORED: readonly (readonly [start: string, reason: string])[] = [
  ['favorite_events', 'like'],
  ['follow_events', 'follow'],
  ['block_events', 'block'],
  ['mute_events', 'mute'],
  ['direct_message_indicate_typing_events', 'typing'],
  ['direct_message_mark_read_events', 'read_receipt'],
  ['user_event', 'authorization_revoked'],
  ['post.repost.', 'repost'],
  ['like.', 'like'],
  ['follow.', 'follow'],
  ['block.', 'block'],
  ['mute.', 'mute'],
  ['dm.indicate_typing', 'typing'],
  ['dm.read', 'read_receipt'],
  ['oauth.revoke', 'authorization_revoked'],
  ['profile.update.', 'profile_update'],
  ['spaces.', 'space'],
  ['broadcast.', 'broadcast'],
  ['news.', 'news'],
];

const POSTS = new Set(['post.create', 'post.mention.create', 'post.reply.create', 'post.quote.create']);

/**
 * Reads one event of either envelope. Encrypted chat (`chat.*`) is unknown on purpose: it is stored whole.
 * @throws {PermanentError} `message_without_id`, `message_without_customer`, `deletion_without_id`
 */
export function normaliseX(event: PlatformEvent, receivedAt: string): Normalised {
  const root = asObject(event.payload) ?? {};
  const data = asObject(root['data']);
  const { type, read } = root['post'] ? readFound(root) : data ? readActivity(data) : readList(root);
  const ignored = IGNORED.find(([start]) => type.startsWith(start));
  if (type === 'replay_job_status') return { kind: 'ignored', reason: replayEnd(root) };
  if (ignored) return { kind: 'ignored', reason: ignored[1] };
  // Without an account there is no telling the customer from the brand.
  if (!read || event.account === accountOf('x', undefined)) return { kind: 'unknown', type };
  return read({ account: event.account, receivedAt, type });
}

/** Whether X has delivered again all that it was asked for. */
function replayEnd(root: Json): string {
  const isComplete = asObject(root['replay_job_status'])?.['job_state'] === 'Complete';
  return isComplete ? 'replay_status' : 'replay_incomplete';
}

interface Reading {
  readonly type: string;
  readonly read: ((context: PostContext) => Normalised) | undefined;
}

/** A post that a search found. */
function readFound({ post: value, includes: around, tier }: Json): Reading {
  const { includes } = activity.parse({ includes: around });
  const post = readPost(value, includes);
  const found = { tier: typeof tier === 'string' ? tier : undefined };
  return { type: 'post.found', read: post && ((context) => normalisePost(post, { ...context, found })) };
}

function readList(root: Json): Reading {
  const type = Object.keys(root).find((key) => key.endsWith('_events')) ?? Object.keys(root).find(isOwnName) ?? 'body';
  const items = root[type];
  const item: unknown = Array.isArray(items) ? items[0] : undefined;
  switch (type) {
    case 'tweet_create_events': {
      const post = readTweet(item);
      return { type, read: post && ((context) => normalisePost(post, context)) };
    }
    case 'direct_message_events':
      return { type, read: (context) => normaliseDirectMessage(item, root['users'], context) };
    case 'tweet_delete_events':
      return { type, read: (context) => normaliseTweetDeletion(item, context) };
    default:
      return { type, read: undefined };
  }
}

function isOwnName(key: string): boolean {
  return key !== 'for_user_id' && key !== 'user_has_blocked';
}

function readActivity(data: Json): Reading {
  const { event_type: type = 'activity', payload, includes } = activity.parse(data);
  if (POSTS.has(type)) {
    const post = readPost(payload, includes);
    return { type, read: post && ((context) => normalisePost(post, context)) };
  }
  if (type === 'post.delete') return { type, read: (context) => normalisePostDeletion(payload, context) };
  if (type !== 'dm.received' && type !== 'dm.sent') return { type, read: undefined };
  const messages = payload?.['direct_message_events'];
  const message: unknown = Array.isArray(messages) ? messages[0] : undefined;
  return { type, read: (context) => normaliseDirectMessage(message, payload?.['users'], context) };
}
