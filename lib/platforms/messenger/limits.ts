import { characters, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';

const DAY_MINUTES = 24 * 60;

/**
 * Send API: text of 2,000 characters. The docs do not say what a character is; UTF-16 units are the stricter reading.
 * Messenger policy: any answer within a day of the customer's last message (`messaging_type: RESPONSE`), a person's within
 * seven under the tag HUMAN_AGENT, which takes a permission of the page's app.
 */
export const messengerRule: ReplyRule = {
  kind: 'private_message',
  visibility: 'private',
  maxLength: 2_000,
  unit: 'characters',
  measure: characters,
  window: { minutes: DAY_MINUTES, personMinutes: 7 * DAY_MINUTES },
};

export const messengerReplies: ReplyRules = { 'messenger.dm': [messengerRule] };
