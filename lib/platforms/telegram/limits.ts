import { characters, type ReplyLimits, type ReplyRules } from '#platforms/reply-rules.ts';

/** Bot API, sendMessage: 4,096 characters after entities parsing. We send plain text; UTF-16 units are the stricter reading. */
const limits: ReplyLimits = { maxLength: 4_096, unit: 'characters', measure: characters };

/** A bot may always answer who wrote to it; the 24 hours of a business account's chats are bounded by Telegram itself. */
export const telegramReplies: ReplyRules = {
  'telegram.dm': [{ kind: 'private_message', visibility: 'private', ...limits }],
  'telegram.group': [{ kind: 'public_reply', visibility: 'public', ...limits }],
};
