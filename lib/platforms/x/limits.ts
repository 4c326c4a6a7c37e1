import { characters, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';
import { weightedLength } from './weighted-length.ts';

/** X docs, "Counting characters": 280 weighted characters for accounts that do not pay for longer posts. */
export const postRule: ReplyRule = {
  kind: 'public_reply',
  visibility: 'public',
  maxLength: 280,
  unit: 'weighted characters',
  measure: weightedLength,
};

/** X help, "Direct messages": 10,000 characters. */
export const directMessageRule: ReplyRule = {
  kind: 'private_message',
  visibility: 'private',
  maxLength: 10_000,
  unit: 'characters',
  measure: characters,
};

/** A post is answered in public, or by a direct message to whoever wrote it; a direct message by another one. */
export const xReplies: ReplyRules = {
  'x.mention': [postRule, { ...directMessageRule, kind: 'private_reply' }],
  'x.dm': [directMessageRule],
};
