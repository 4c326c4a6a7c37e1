import { characters, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';

/**
 * Comments of 1,250 characters: tools that post to LinkedIn agree on the number, the docs name none. What a character is
 * they do not say; UTF-16 units are the stricter reading.
 */
export const commentRule: ReplyRule = {
  kind: 'public_reply',
  visibility: 'public',
  maxLength: 1_250,
  unit: 'characters',
  measure: characters,
};

/** Organizations have no private messages by API. */
export const linkedInReplies: ReplyRules = {
  'linkedin.comment': [commentRule],
  'linkedin.mention': [commentRule],
};
