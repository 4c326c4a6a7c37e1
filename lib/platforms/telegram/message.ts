import { PermanentError } from '#domain/errors.ts';
import type { Author, Message } from '#domain/message.ts';
import { isoFromEpoch } from '#platforms/time.ts';
import { attachmentsOf, fullName, wordsOf } from './content.ts';
import type { CallbackQuery, TelegramMessage, TelegramUser } from './schema.ts';

/** Where and when: what is known around a message. */
export interface Room {
  readonly account: string;
  readonly receivedAt: string;
}

/** A message id is unique only within its chat (Bot API, "Message"). */
export function messageKey(chatId: string, messageId: string): string {
  return `${chatId}:${messageId}`;
}

/** Who wrote a message: a person, or a chat in whose name somebody writes. */
export function authorOf({
  from,
  sender_chat: sender,
}: Pick<TelegramMessage, 'from' | 'sender_chat'>): Author | undefined {
  if (sender) return { id: sender.id, name: sender.title, handle: sender.username };
  return from && personOf(from);
}

function personOf({ id, first_name: first, last_name: last, username }: TelegramUser): Author {
  return { id, name: fullName(first, last), handle: username };
}

/** The talk a message belongs to. Groups and channels are read by all who are in them; a private chat by two. */
export function talkOf(message: Pick<TelegramMessage, 'chat' | 'business_connection_id'> & Partial<TelegramMessage>) {
  const { chat, business_connection_id: connection, direct_messages_topic: direct } = message;
  if (!chat) throw new PermanentError('message_without_chat');
  const topic = message.is_topic_message ? message.message_thread_id : undefined;
  // Ids of people are positive, those of groups and channels are not.
  const ofTwo = chat.type ? chat.type === 'private' : !chat.id.startsWith('-');
  const isPrivate = ofTwo || chat.is_direct_messages === true || connection !== undefined;
  const parts = [connection ? `business:${connection}` : 'chat', chat.id, topic ?? direct?.topic_id];
  return {
    channel: isPrivate ? 'telegram.dm' : 'telegram.group',
    visibility: isPrivate ? 'private' : 'public',
    threadKeys: [parts.filter((part) => part !== undefined).join(':')],
    answerWith: {
      chat: chat.id,
      ...(topic !== undefined && { topic }),
      ...(connection !== undefined && { businessConnection: connection }),
      ...(direct?.topic_id !== undefined && { directTopic: direct.topic_id }),
    },
  } as const;
}

/** What the owner of a connected business account wrote in their own app: there the chat is the customer. */
export function isByBrand({ business_connection_id: connection, from, chat }: TelegramMessage): boolean {
  return connection !== undefined && from !== undefined && from.id !== chat?.id;
}

/**
 * A message in a chat with the bot, in a group it is in, or in a chat of a connected business account.
 * @throws {PermanentError} `message_without_id`, `message_without_chat`, `message_without_author`
 */
export function messageFrom(message: TelegramMessage, { account, receivedAt }: Room): Message {
  const { message_id: id, chat, date, reply_to_message: parent } = message;
  if (!id) throw new PermanentError('message_without_id');
  const { answerWith, ...talk } = talkOf(message);
  const byBrand = isByBrand(message);
  // A private chat has its customer's name, should an old or shortened update tell no author.
  const author = authorOf(message) ?? (chat?.type === 'private' ? { id: chat.id } : undefined);
  if (!author || !chat) throw new PermanentError('message_without_author');
  return {
    account,
    platform: 'telegram',
    ...talk,
    id: messageKey(chat.id, id),
    customerId: byBrand ? chat.id : author.id,
    direction: byBrand ? 'out' : 'in',
    author,
    text: wordsOf(message),
    attachments: attachmentsOf(message),
    inReplyTo: parent?.message_id && messageKey(chat.id, parent.message_id),
    answerWith,
    sentAt: isoFromEpoch(date) ?? receivedAt,
    receivedAt,
  };
}

/**
 * A pressed button, which speaks for the customer: its label is the text, or what it sends where the label is not told.
 * Telegram tells no time of it.
 * @throws {PermanentError} `message_without_id`, `message_without_author`, `message_without_chat`
 */
export function pressedButton(query: CallbackQuery, { account, receivedAt }: Room): Message {
  const { id, from, data, message } = query;
  if (!id) throw new PermanentError('message_without_id');
  if (!from) throw new PermanentError('message_without_author');
  const buttons = message?.reply_markup?.inline_keyboard?.flat() ?? [];
  const label = buttons.find(({ callback_data }) => callback_data !== undefined && callback_data === data)?.text;
  // A button under a message sent through inline mode names no chat: the answer goes to the person.
  const chat = message?.chat ?? {
    id: from.id,
    type: 'private',
    title: undefined,
    username: undefined,
    is_direct_messages: undefined,
  };
  return {
    account,
    platform: 'telegram',
    ...talkOf({ ...message, chat, business_connection_id: message?.business_connection_id }),
    id: `callback:${id}`,
    customerId: from.id,
    direction: 'in',
    author: personOf(from),
    text: label ?? data,
    attachments: [],
    inReplyTo: message?.message_id && messageKey(chat.id, message.message_id),
    sentAt: receivedAt,
    receivedAt,
  };
}
