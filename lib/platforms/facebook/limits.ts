import { PRIVATE_REPLY_WINDOW } from '#platforms/meta-send.ts';
import { characters, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';

/** Meta gives no figure for comments; 8,000 characters is what its own pages take. */
export const commentRule: ReplyRule = {
  kind: 'public_reply',
  visibility: 'public',
  maxLength: 8_000,
  unit: 'characters',
  measure: characters,
};

/** Messenger Platform, "Private replies": one to a comment or a visitor's post, within seven days of it. */
export const privateReplyRule: ReplyRule = {
  kind: 'private_reply',
  visibility: 'private',
  maxLength: 2_000,
  unit: 'characters',
  measure: characters,
  window: PRIVATE_REPLY_WINDOW,
  once: true,
};

const hideRule: ReplyRule = { ...commentRule, kind: 'hide', maxLength: 0 };

/** What others wrote on pages of their own can only be answered there, in public. */
export const facebookReplies: ReplyRules = {
  'facebook.comment': [commentRule, privateReplyRule, hideRule],
  'facebook.post': [commentRule, privateReplyRule, hideRule],
  'facebook.mention': [commentRule],
  'facebook.recommendation': [{ ...commentRule, kind: 'review_answer' }],
};
