import { TALK_WINDOW } from '#platforms/meta-send.ts';
import { characters, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';

/** Send API: text of 2,000 characters. The docs do not say what a character is; UTF-16 units are the stricter reading. */
export const messengerRule: ReplyRule = {
  kind: 'private_message',
  visibility: 'private',
  maxLength: 2_000,
  unit: 'characters',
  measure: characters,
  window: TALK_WINDOW,
};

export const messengerReplies: ReplyRules = { 'messenger.dm': [messengerRule] };
