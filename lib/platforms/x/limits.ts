import type { NamedPace } from '#domain/pacing.ts';
import { type Answered, characters, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';
import { weightedLength } from './weighted-length.ts';

/**
 * X changelog, 23 February 2026: an app of the self-serve tiers may answer a post only when its author has mentioned or
 * quoted the account; apps of the enterprise tier may answer all. What a search found says which tier searched.
 */
export function notEngaged({ answerWith }: Answered): string | undefined {
  const mayNot = answerWith?.['engaged'] === 'none' && answerWith['tier'] !== 'enterprise';
  return mayNot ? 'author_not_engaged' : undefined;
}

/** X docs, "Counting characters": 280 weighted characters for accounts that do not pay for longer posts. */
export const postRule: ReplyRule = {
  kind: 'public_reply',
  visibility: 'public',
  maxLength: 280,
  unit: 'weighted characters',
  measure: weightedLength,
  splits: true,
  refuses: notEngaged,
};

/** X help, "Direct messages": 10,000 characters. */
export const directMessageRule: ReplyRule = {
  kind: 'private_message',
  visibility: 'private',
  maxLength: 10_000,
  unit: 'characters',
  measure: characters,
};

/** X docs, "Hide replies": answers in a conversation that the account began. */
const hideRule: ReplyRule = { ...postRule, kind: 'hide' };

const privateReplyRule: ReplyRule = { ...directMessageRule, kind: 'private_reply' };

/** A post is answered in public, or by a direct message to whoever wrote it; a direct message by another one. */
export const xReplies: ReplyRules = {
  'x.mention': [postRule, privateReplyRule, hideRule],
  'x.post': [postRule, privateReplyRule],
  'x.dm': [directMessageRule],
};

/**
 * X API, "Rate limits": 15 direct messages in 15 minutes and user, and 1,440 a day, which is the same over a whole day: no
 * span of a day holds more of the first than of the second.
 */
export const xMessagePace: NamedPace = { name: 'dm', requests: 15, perSeconds: 900 };
