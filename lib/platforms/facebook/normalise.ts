import { PermanentError } from '#domain/errors.ts';
import type { Amendment } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { changeOf, wordFor } from '#platforms/meta-change.ts';
import { type PageChannel, saidBy, storyOf } from './message.ts';
import { attachmentsOf, authorOf, type Happening, isByPage, keysOf } from './said.ts';
import { feedValue } from './schema.ts';

/** Items of a feed that say nothing to anybody: likes, and a page's own furniture. */
const IGNORED_ITEMS: Readonly<Record<string, string>> = {
  like: 'reaction',
  reaction: 'reaction',
  album: 'own_post',
  event: 'own_post',
  milestone: 'own_post',
  coupon: 'own_post',
};

/** Items that are a post; a visitor writes some of them too. */
const POSTS = new Set(['post', 'status', 'photo', 'video', 'share', 'link', 'note']);

const FIELDS = new Set(['feed', 'mention', 'ratings']);

const EDITS = new Set(['edit', 'edited', 'update']);

const REMOVALS = new Set(['remove', 'delete']);

/** What a page's moderators do, and what is done to what it follows. */
const MODERATION = new Set(['hide', 'unhide', 'block', 'unblock', 'mute', 'unmute', 'follow', 'unfollow']);

/**
 * Reads a change of a page.
 * @throws {PermanentError} `message_without_id`
 */
export function normaliseFacebook(event: PlatformEvent, receivedAt: string): Normalised {
  const change = changeOf(event.payload);
  if (!change || !FIELDS.has(change.field)) return { kind: 'unknown', type: wordFor(event.payload) };
  const value = feedValue.parse(change.value);
  const { item = value.comment_id ? 'comment' : '', verb = 'add' } = value;
  const { account, id: eventId } = event;
  return meaningOf({ account, eventId, field: change.field, item, verb, value, sentAt: change.sentAt, receivedAt });
}

function meaningOf(happening: Happening): Normalised {
  const { field, item, verb } = happening;
  const reason = Object.hasOwn(IGNORED_ITEMS, item) ? IGNORED_ITEMS[item] : undefined;
  if (reason) return { kind: 'ignored', reason };
  const channel = channelOf(happening);
  if (!channel) return { kind: 'unknown', type: `${field}.${item}.${verb}` };
  if (MODERATION.has(verb)) return { kind: 'ignored', reason: 'moderation' };
  if (REMOVALS.has(verb))
    return { kind: 'amendment', amendment: amendmentOf(happening, channel, { kind: 'deletion' }) };
  if (EDITS.has(verb)) return edited(happening, channel);
  if (verb !== 'add') return { kind: 'unknown', type: `${field}.${item}.${verb}` };
  return isByPage(happening) ? saidByPage(happening, channel) : said(happening, channel);
}

/** Meta names the comment that the page answers, and not whose it is: that is asked for, so that the answer is recorded. */
function saidByPage(happening: Happening, channel: PageChannel): Normalised {
  const { account, value } = happening;
  const { comment_id: id, parent_id, answers } = value;
  if (channel !== 'facebook.comment' || !id || !parent_id) return { kind: 'ignored', reason: 'own_post' };
  if (!answers?.id) return { kind: 'reference', reference: { type: 'own_answer', id, with: { parent_id } } };
  if (answers.id === accountId(account)) return { kind: 'ignored', reason: 'own_post' };
  return { kind: 'message', message: saidBy(happening, channel) };
}

function channelOf({ field, item }: Happening): PageChannel | undefined {
  if (field === 'ratings' && item === 'rating') return 'facebook.recommendation';
  if (item !== 'comment' && !POSTS.has(item)) return undefined;
  if (field === 'mention') return 'facebook.mention';
  return item === 'comment' ? 'facebook.comment' : 'facebook.post';
}

/** A mention may name a post and hold none of its words; a post without an author is the page's own, or nobody can tell. */
function said(happening: Happening, channel: PageChannel): Normalised {
  const { value, item, field, verb } = happening;
  const id = value.comment_id ?? value.post_id;
  const isEmpty = !value.message && attachmentsOf(happening, value).length === 0;
  if (channel === 'facebook.mention' && isEmpty && id) {
    return { kind: 'reference', reference: { type: `mentioned_${item}`, id } };
  }
  const isNobodys = authorOf(value) === undefined && channel === 'facebook.post' && item !== 'post';
  if (isNobodys) return { kind: 'unknown', type: `${field}.${item}.${verb}` };
  return { kind: 'message', message: saidBy(happening, channel) };
}

/** An edit that holds neither words nor files cannot be told from one whose words are kept from us: it takes none away. */
function edited(happening: Happening, channel: PageChannel): Normalised {
  const { value, sentAt, receivedAt, eventId } = happening;
  const isPost = channel === 'facebook.post' || channel === 'facebook.mention';
  if (isByPage(happening) && isPost) return { kind: 'ignored', reason: 'own_post' };
  const text = (channel === 'facebook.recommendation' ? value.review_text : value.message) || undefined;
  if (text === undefined && attachmentsOf(happening, value).length === 0) {
    return { kind: 'ignored', reason: 'edit_without_words' };
  }
  // `created_time` is when the comment was made, or when it was edited: the later one of it and the sending is the edit's.
  const told = [value.created_time, sentAt].filter((time) => time !== undefined).sort();
  const at = value.edited_time ?? told.at(-1) ?? receivedAt;
  const rating = channel === 'facebook.recommendation' ? saidBy(happening, channel).rating : undefined;
  const change = { kind: 'edit', id: `edit:${at}:${eventId}`, text, rating, at } as const;
  return { kind: 'amendment', amendment: amendmentOf(happening, channel, change) };
}

type Change = { readonly kind: 'deletion' } | (Pick<Amendment, 'id' | 'text' | 'rating' | 'at'> & { kind: 'edit' });

function amendmentOf(happening: Happening, channel: PageChannel, change: Change): Amendment {
  const { account, value, sentAt, receivedAt } = happening;
  const { comment_id, post_id } = value;
  const messageId = channel === 'facebook.recommendation' ? storyOf(value) : (comment_id ?? post_id);
  if (!messageId) throw new PermanentError('message_without_id');
  // Whom the page's own comment was for is not told, and neither is whose comment the page took away.
  const customerId = isByPage(happening) ? undefined : authorOf(value)?.id;
  const at = value.created_time ?? sentAt ?? receivedAt;
  const common = { account, platform: 'facebook', channel, messageId, customerId, threadKeys: keysOf(messageId) };
  return { ...common, id: 'deletion', at, ...change };
}
