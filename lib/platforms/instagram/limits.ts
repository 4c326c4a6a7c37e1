import { PRIVATE_REPLY_WINDOW, TALK_WINDOW } from '#platforms/meta-send.ts';
import { characters, type ReplyRule, type ReplyRules, utf8Bytes } from '#platforms/reply-rules.ts';

/** Comments take as much as captions. */
export const commentRule: ReplyRule = {
  kind: 'public_reply',
  visibility: 'public',
  maxLength: 2_200,
  unit: 'characters',
  measure: characters,
};

/** Instagram Platform, "Send messages": UTF-8 text of at most 1,000 bytes. */
const direct = { visibility: 'private', maxLength: 1_000, unit: 'bytes', measure: utf8Bytes } as const;

export const directRule: ReplyRule = { ...direct, kind: 'private_message', window: TALK_WINDOW, splits: true };

/** Instagram Platform, "Private replies": one to a comment, within seven days of it. */
export const privateReplyRule: ReplyRule = {
  ...direct,
  kind: 'private_reply',
  window: PRIVATE_REPLY_WINDOW,
  once: true,
};

const hideRule: ReplyRule = { ...commentRule, kind: 'hide', maxLength: 0 };

/** What is said in a live video can only be answered in private, while it lasts: four hours at most. */
const liveReplyRule: ReplyRule = { ...privateReplyRule, window: { minutes: 240 } };

export const instagramReplies: ReplyRules = {
  'instagram.comment': [commentRule, privateReplyRule, hideRule],
  'instagram.live_comment': [liveReplyRule],
  'instagram.mention': [commentRule],
  'instagram.dm': [directRule],
};
