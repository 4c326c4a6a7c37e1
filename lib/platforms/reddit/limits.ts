import { characters, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';

/** Reddit help, "Markdown and comments": 10,000 characters, in comments and in private messages alike. */
const publicRule: ReplyRule = {
  kind: 'public_reply',
  visibility: 'public',
  maxLength: 10_000,
  unit: 'characters',
  measure: characters,
};

const privateRule: ReplyRule = { ...publicRule, kind: 'private_message', visibility: 'private' };

/** A comment or a post is answered by a comment, a private message by another one. */
export const redditReplies: ReplyRules = {
  'reddit.comment': [publicRule],
  'reddit.post': [publicRule],
  'reddit.dm': [privateRule],
};
