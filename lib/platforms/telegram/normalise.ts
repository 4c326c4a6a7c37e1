import { PermanentError } from '#domain/errors.ts';
import type { Amendment } from '#domain/message.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { isoFromEpoch } from '#platforms/time.ts';
import { attachmentsOf, wordlessType, wordsOf } from './content.ts';
import { authorOf, isByBrand, messageFrom, messageKey, pressedButton, type Room, talkOf } from './message.ts';
import { callbackQuery, deletedMessages, type TelegramMessage, telegramMessage } from './schema.ts';

/** Updates that are known and say nothing a care team must answer (Bot API, "Update"). */
const IGNORED: Readonly<Record<string, string>> = {
  // A channel is written by those who own it: the brand.
  channel_post: 'own_post',
  edited_channel_post: 'own_post',
  business_connection: 'business_connection',
  message_reaction: 'reaction',
  message_reaction_count: 'reaction',
  inline_query: 'inline_query',
  chosen_inline_result: 'inline_query',
  shipping_query: 'payment',
  pre_checkout_query: 'payment',
  purchased_paid_media: 'payment',
  poll: 'poll',
  poll_answer: 'poll',
  my_chat_member: 'membership',
  chat_member: 'membership',
  chat_join_request: 'membership',
  chat_boost: 'boost',
  removed_chat_boost: 'boost',
};

/**
 * Reads one update.
 * @throws {PermanentError} `message_without_id`, `message_without_chat`, `message_without_author`
 */
export function normaliseTelegram(event: PlatformEvent, receivedAt: string): Normalised {
  const update = asObject(event.payload) ?? {};
  const keys = Object.keys(update).filter((key) => key !== 'update_id');
  // Some libraries write out what an update has not, as `null`.
  const type = keys.find((key) => asObject(update[key]) !== undefined) ?? keys[0] ?? 'update';
  const raw = asObject(update[type]);
  const reason = Object.hasOwn(IGNORED, type) ? IGNORED[type] : undefined;
  if (reason) return { kind: 'ignored', reason };
  if (!raw) return { kind: 'unknown', type };
  const room = { account: event.account, receivedAt };
  if (/^(business_)?message$/.test(type)) return said(raw, room);
  if (/^edited_(business_)?message$/.test(type)) return edited(raw, room, asId(update['update_id']) ?? '');
  if (type === 'callback_query') return { kind: 'message', message: pressedButton(callbackQuery.parse(raw), room) };
  return type === 'deleted_business_messages' ? deleted(raw, room) : { kind: 'unknown', type };
}

function said(raw: Readonly<Record<string, unknown>>, room: Room): Normalised {
  const message = telegramMessage.parse(raw);
  const own = ownReason(message);
  if (own) return { kind: 'ignored', reason: own };
  if (wordsOf(message) !== undefined || attachmentsOf(message).length > 0) {
    return { kind: 'message', message: messageFrom(message, room) };
  }
  const wordless = wordlessType(raw);
  return wordless === 'service_message'
    ? { kind: 'ignored', reason: wordless }
    : { kind: 'unknown', type: `message.${wordless.word}` };
}

/** The brand's own words in a group: its channel's posts, its administrators behind the group's name, robots. */
function ownReason(message: TelegramMessage): string | undefined {
  const { from, sender_chat: sender, chat } = message;
  if (message.is_automatic_forward || (sender && sender.id === chat?.id)) return 'own_post';
  return from?.is_bot && !sender && !isByBrand(message) ? 'bot' : undefined;
}

/** New words of a message. Telegram also says so when a shared position moves, every few seconds. */
function edited(raw: Readonly<Record<string, unknown>>, room: Room, updateId: string): Normalised {
  const message = telegramMessage.parse(raw);
  const own = ownReason(message);
  if (own) return { kind: 'ignored', reason: own };
  if (message.location) return { kind: 'ignored', reason: 'live_location' };
  const { message_id: id, chat, edit_date: editedAt, date } = message;
  if (!id || !chat) throw new PermanentError('message_without_id');
  const { channel, threadKeys } = talkOf(message);
  const amendment: Amendment = {
    account: room.account,
    platform: 'telegram',
    channel,
    threadKeys,
    messageId: messageKey(chat.id, id),
    customerId: isByBrand(message) ? chat.id : authorOf(message)?.id,
    // Updates are numbered in order; padded, so that edits of the same second sort by their number.
    id: `edit:${updateId.padStart(16, '0')}`,
    kind: 'edit',
    text: wordsOf(message),
    at: isoFromEpoch(editedAt ?? date) ?? room.receivedAt,
  };
  return { kind: 'amendment', amendment };
}

/** A deletion, told only of chats of a connected business account, without its time. */
function deleted(raw: Readonly<Record<string, unknown>>, { account, receivedAt }: Room): Normalised {
  const parsed = deletedMessages.safeParse(raw).data;
  if (!parsed?.chat) return { kind: 'unknown', type: 'deleted_business_messages' };
  const { channel, threadKeys } = talkOf(parsed);
  const [messageId] = parsed.message_ids;
  const place = { account, platform: 'telegram', channel, threadKeys, customerId: parsed.chat.id };
  const amendment: Amendment = {
    ...place,
    messageId: messageKey(parsed.chat.id, messageId),
    id: 'deletion',
    kind: 'deletion',
    at: receivedAt,
  };
  return { kind: 'amendment', amendment };
}
