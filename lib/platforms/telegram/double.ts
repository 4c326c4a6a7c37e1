import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import {
  type ApiRequest,
  type ApiRoom,
  first,
  given,
  type Judgement,
  jsonOf,
  type PlatformApi,
  type PlatformDouble,
} from '#platforms/double.ts';
import { botMessage, groupMessage } from './payloads.ts';

/** The Bot API, `POST /bot<token>/sendMessage`, with its errors. */

const sendMessage = z.strictObject({
  chat_id: z.int(),
  text: z.string(),
  message_thread_id: z.optional(z.int()),
  business_connection_id: z.optional(z.string()),
  direct_messages_topic_id: z.optional(z.int()),
  reply_parameters: z.optional(
    z.strictObject({ message_id: z.int(), allow_sending_without_reply: z.optional(z.boolean()) }),
  ),
});

const PATH = /^\/bot(?<token>\d+:[\w-]+)\/(?<method>sendMessage|getFile|getMe|getWebhookInfo)$/i;

/** Bot API, sendMessage: characters of a text. */
const MOST_CHARACTERS = 4_096;

function botApi({ tokens, thing }: ApiRoom): PlatformApi {
  return (request) => {
    const { token, method } = PATH.exec(request.path)?.groups ?? {};
    if (token === undefined) return refusal(404, 'Not Found');
    if (!tokens.includes(token)) return refusal(401, 'Unauthorized');
    if (method === 'getFile') return fileOf(request, thing);
    if (method === 'getMe') return given({ ok: true, result: { id: Number(BOT), is_bot: true } });
    if (method === 'getWebhookInfo') return given({ ok: true, result: { url: WEBHOOK, pending_update_count: 0 } });
    return taken(request);
  };
}

/** A file is a thing held by its `file_id`: the path it lies at. */
function fileOf({ query }: ApiRequest, thing: ApiRoom['thing']): Judgement {
  const path = thing(query.get('file_id') ?? '');
  return path === undefined
    ? refusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable')
    : given({ ok: true, result: { file_id: query.get('file_id'), file_path: path } });
}

function taken(request: ApiRequest): Judgement {
  const body = sendMessage.safeParse(jsonOf(request)).data;
  if (!body) return refusal(400, 'Bad Request: unsupported parameters');
  if (body.text.trim() === '') return refusal(400, 'Bad Request: message text is empty');
  if (body.text.length > MOST_CHARACTERS) return refusal(400, 'Bad Request: message is too long');
  const { chat_id: chat, text, reply_parameters: parent } = body;
  const message = Number(request.messageId.slice(-9));
  const result = { message_id: message, chat: { id: chat }, date: Math.floor(request.nowMs / 1000), text };
  const isPrivate = chat > 0 || body.direct_messages_topic_id !== undefined;
  return {
    answer: { status: 200, body: { ok: true, result } },
    sent: {
      platform: 'telegram',
      visibility: isPrivate ? 'private' : 'public',
      messageId: `${chat}:${message}`,
      text,
      customerId: isPrivate ? String(chat) : undefined,
      inReplyTo: parent && `${chat}:${parent.message_id}`,
      atMs: request.nowMs,
    },
  };
}

function refusal(status: number, description: string): Judgement {
  return { answer: { status, body: { ok: false, error_code: status, description } } };
}

const hash = (seed: string): string => createHash('sha256').update(seed).digest('base64url');

const BOT = '5550001';
const WEBHOOK = `https://earshot.example/webhooks/telegram/${BOT}`;
const PRIVATE_CHAT = '44000';
const GROUP = '-100200300400';

/** Telegram as it is played here. */
export const double: PlatformDouble = {
  account: BOT,
  webhook: {
    secret: hash,
    sign: ({ secrets }) => ({ headers: { 'x-telegram-bot-api-secret-token': first(secrets) } }),
    proof: {
      in: 'header',
      name: 'x-telegram-bot-api-secret-token',
      prefix: '',
      encoding: 'text',
      coversBody: false,
    },
  },
  credentials: (seed) => ({ accessToken: `${BOT}:${hash(seed).slice(0, 35)}` }),
  says: { 'telegram.dm': botMessage, 'telegram.group': groupMessage },
  idOf: (of, number, channel) => {
    if (of === 'customer') return `44${number}`;
    return `${channel === 'telegram.group' ? GROUP : PRIVATE_CHAT}:${number}`;
  },
  api: botApi,
};
