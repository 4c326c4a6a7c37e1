import { PermanentError } from '#domain/errors.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { endpoint, ruleFor } from '#platforms/reply-rules.ts';
import { telegramReplies } from './limits.ts';

const API = 'https://api.telegram.org';

/**
 * Bot API: `POST /bot<token>/sendMessage`, without `parse_mode`, so that what was written is what is read. The token stands
 * in the address because the API takes it nowhere else: addresses of calls are never logged.
 * @throws {PermanentError} what the text and channel rules say; `chat_unknown`.
 */
export function renderTelegramReply(target: ReplyTarget, credentials: Credentials): ApiCall {
  ruleFor(target, telegramReplies);
  const { topic, businessConnection, directTopic } = target.answerWith ?? {};
  const body = {
    chat_id: chatOf(target),
    text: target.text,
    ...(topic !== undefined && { message_thread_id: Number(topic) }),
    ...(businessConnection !== undefined && { business_connection_id: businessConnection }),
    ...(directTopic !== undefined && { direct_messages_topic_id: Number(directTopic) }),
    ...quoted(target),
  };
  return botCall(credentials, { method: 'POST', name: 'sendMessage', body });
}

interface BotMethod {
  readonly method: 'GET' | 'POST';
  readonly name: string;
  readonly body?: unknown;
  /** Of the bot's files, where `name` is a path. */
  readonly files?: true;
}

/** A call of the Bot API. */
export function botCall({ accessToken, baseUrl = API }: Credentials, of: BotMethod): ApiCall {
  const { method, name, body, files } = of;
  const token = encodeURIComponent(accessToken).replaceAll('%3A', ':');
  const url = endpoint(baseUrl, `${files ? '/file' : ''}/bot${token}/${name}`);
  if (body === undefined) return { method, url, headers: {} };
  return { method, url, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

const MESSAGE = /^(?<chat>-?\d+):(?<message>\d+)$/;

/** The chat to write to: the one the message came from; in a private talk the person is one too. */
function chatOf({ answerWith, inReplyTo, visibility, customerId }: ReplyTarget): number {
  const ofMessage = MESSAGE.exec(inReplyTo)?.groups?.['chat'];
  const chat = answerWith?.['chat'] ?? ofMessage ?? (visibility === 'private' ? customerId : undefined);
  if (!chat || !/^-?\d+$/.test(chat)) throw new PermanentError('chat_unknown');
  return Number(chat);
}

/** In a group an answer hangs on its question, if that is still there; in a talk of two it needs not. */
function quoted(target: ReplyTarget) {
  const { chat, message } = MESSAGE.exec(target.inReplyTo)?.groups ?? {};
  // A group that has become a supergroup counts its messages anew.
  const isElsewhere = Number(chat) !== chatOf(target);
  if (target.visibility !== 'public' || message === undefined || isElsewhere) return {};
  return { reply_parameters: { message_id: Number(message), allow_sending_without_reply: true } };
}
