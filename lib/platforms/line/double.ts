import * as z from 'zod/mini';
import {
  type ApiAnswer,
  type ApiRequest,
  authorised,
  first,
  given,
  type Judgement,
  jsonOf,
  type PlatformApi,
  type PlatformDouble,
} from '#platforms/double.ts';
import { hmacSha256 } from '#platforms/signature.ts';
import { lineGroupMessage, lineMessage } from './payloads.ts';

/** The Messaging API, `POST /v2/bot/message/push`, with its retry keys and its errors. */

/** Messaging API reference, "Text message". */
const MOST_CHARACTERS = 5_000;

const push = z.strictObject({
  to: z.string().check(z.regex(/^[UCR][0-9a-f]{32}$/)),
  messages: z
    .array(
      z.strictObject({
        type: z.literal('text'),
        text: z.string().check(z.minLength(1), z.maxLength(MOST_CHARACTERS)),
        quoteToken: z.optional(z.string()),
      }),
    )
    .check(z.minLength(1), z.maxLength(5)),
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @param tokens the channel access tokens in force */
function messagingApi(tokens: readonly string[]): PlatformApi {
  const byKey = new Map<string, unknown>();
  return (request) => {
    if (!authorised(request, tokens)) return refusal(401, 'Authentication failed.');
    if (request.method === 'GET' && request.path === '/v2/bot/info') return given({ userId: 'U1' });
    if (request.method === 'GET' && request.path === '/v2/bot/channel/webhook/endpoint')
      return given({ endpoint: 'https://earshot.example/webhooks/line', active: true });
    if (request.method !== 'POST' || request.path !== '/v2/bot/message/push') return refusal(404, 'Not found');
    const key = request.headers['x-line-retry-key'];
    // Without a key a push that got no answer could not be repeated: a fault of ours.
    if (!key || !UUID.test(key)) return refusal(400, 'The retry key is invalid.');
    if (byKey.has(key)) return { answer: repeated(byKey.get(key)) };
    const judgement = taken(request);
    if (judgement.sent) byKey.set(key, judgement.answer.body);
    return judgement;
  };
}

function repeated(body: unknown): ApiAnswer {
  const message = 'The retry key is already accepted';
  return {
    status: 409,
    body: { message, ...(body as object) },
    headers: { 'x-line-accepted-request-id': 'request-1' },
  };
}

function taken(request: ApiRequest): Judgement {
  const body = push.safeParse(jsonOf(request)).data;
  const [message] = body?.messages ?? [];
  if (!body || !message || message.text.trim() === '') return refusal(400, 'The request body has 1 error(s)');
  const { messageId, nowMs: atMs } = request;
  const place = body.to.startsWith('U')
    ? ({ visibility: 'private', customerId: body.to } as const)
    : ({ visibility: 'public' } as const);
  return {
    answer: { status: 200, body: { sentMessages: [{ id: messageId, quoteToken: `quote-${messageId}` }] } },
    sent: { platform: 'line', ...place, messageId, text: message.text, atMs },
  };
}

function refusal(status: number, message: string): Judgement {
  return { answer: { status, body: { message } } };
}

const userId = (number: number): string => `U${number.toString(16).padStart(32, '0')}`;

/** LINE as it is played here. */
export const double: PlatformDouble = {
  account: userId(5_550_002),
  webhook: {
    secret: (seed) => seed,
    sign: ({ body, secrets }) => ({
      headers: { 'x-line-signature': hmacSha256(first(secrets), body).toString('base64') },
    }),
    proof: { in: 'header', name: 'x-line-signature', prefix: '', encoding: 'base64', coversBody: true },
  },
  credentials: (seed) => ({ accessToken: seed }),
  says: { 'line.dm': lineMessage, 'line.group': lineGroupMessage },
  idOf: (of, number) => (of === 'customer' ? userId(number) : `5600${number}`),
  api: ({ tokens }) => messagingApi(tokens),
};
