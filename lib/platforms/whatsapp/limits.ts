import { characters, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';

/**
 * Cloud API, "Messages": text of 4,096 characters; what a character is the docs do not say, and UTF-16 units are the
 * stricter reading. "Customer service windows": free text for 24 hours after the customer's last message, for people and
 * automation alike; afterwards only templates that Meta has approved.
 */
export const whatsAppRule: ReplyRule = {
  kind: 'private_message',
  visibility: 'private',
  maxLength: 4_096,
  unit: 'characters',
  measure: characters,
  window: { minutes: 24 * 60 },
  afterwards: {
    kind: 'template',
    mend: 'Send an approved template from WhatsApp Manager or by the Cloud API: Earshot sends none.',
  },
};

/** What is said in a group everybody there reads. */
export const whatsAppReplies: ReplyRules = {
  'whatsapp.dm': [whatsAppRule],
  'whatsapp.group': [{ ...whatsAppRule, kind: 'public_reply', visibility: 'public' }],
};
