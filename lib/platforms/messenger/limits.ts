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
  // Messenger Platform, "Utility messages": what concerns an order, an account or an appointment, in an approved template's words.
  afterwards: {
    kind: 'template',
    mend: 'Send an approved utility template by the Send API, which takes the permission pages_utility_messaging: Earshot sends none.',
  },
};

export const messengerReplies: ReplyRules = { 'messenger.dm': [messengerRule] };
