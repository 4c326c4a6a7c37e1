import { accountId } from '#platforms/account.ts';
import type { Normalised, PlatformEvent, Reference } from '#platforms/event.ts';
import { changeOf, wordFor } from '#platforms/meta-change.ts';
import { normaliseTalk } from '#platforms/meta-talk.ts';
import { isOwn, type PublicChannel, publicMessage, type Said } from './message.ts';
import { changeValue } from './schema.ts';

const TALK = { platform: 'instagram', channel: 'instagram.dm' } as const;

/** Fields in which people speak. */
const CHANNELS: Readonly<Record<string, PublicChannel>> = {
  comments: 'instagram.comment',
  live_comments: 'instagram.live_comment',
  mentions: 'instagram.mention',
};

/** Fields that are known and say nothing a care team must answer. */
const IGNORED: Readonly<Record<string, string>> = { story_insights: 'story_insights' };

/**
 * Reads an event of an Instagram account: a private talk, a comment, a mention.
 * @throws {PermanentError} `message_without_id`, `message_without_customer`
 */
export function normaliseInstagram(event: PlatformEvent, receivedAt: string): Normalised {
  return normaliseTalk(event, TALK, receivedAt) ?? normaliseChange(event, receivedAt);
}

function normaliseChange(event: PlatformEvent, receivedAt: string): Normalised {
  const change = changeOf(event.payload);
  const reason = change && Object.hasOwn(IGNORED, change.field) ? IGNORED[change.field] : undefined;
  if (reason) return { kind: 'ignored', reason };
  const channel = change && Object.hasOwn(CHANNELS, change.field) ? CHANNELS[change.field] : undefined;
  if (!change || !channel) return { kind: 'unknown', type: wordFor(event.payload) };
  const value = changeValue.parse(change.value);
  return meaningOf({ account: event.account, channel, value, sentAt: change.sentAt, receivedAt });
}

function meaningOf(said: Said): Normalised {
  if (isOwn(said)) return ownWords(said);
  const reference = said.channel === 'instagram.mention' ? namedIn(said) : undefined;
  return reference ? { kind: 'reference', reference } : { kind: 'message', message: publicMessage(said) };
}

/** Meta names the comment that the account answers, and not whose it is: that is asked for, so that the answer is recorded. */
function ownWords(said: Said): Normalised {
  const { id, comment_id, parent_id, answers } = said.value;
  const own = comment_id ?? id;
  if (!own || !parent_id) return { kind: 'ignored', reason: 'own_post' };
  if (!answers?.id) return { kind: 'reference', reference: { type: 'own_answer', id: own, with: { parent_id } } };
  if (answers.id === accountId(said.account)) return { kind: 'ignored', reason: 'own_post' };
  return { kind: 'message', message: publicMessage(said) };
}

/** A mention holds ids alone until it was fetched. */
function namedIn({ value }: Said): Reference | undefined {
  const { comment_id, media_id, text, caption, fetched } = value;
  if (fetched || text !== undefined || caption !== undefined) return undefined;
  if (comment_id) {
    return { type: 'mentioned_comment', id: comment_id, with: media_id === undefined ? undefined : { media_id } };
  }
  return media_id === undefined ? undefined : { type: 'mentioned_media', id: media_id };
}
