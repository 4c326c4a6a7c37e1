import * as z from 'zod/mini';
import {
  type ApiRequest,
  authorised,
  first,
  type Judgement,
  jsonOf,
  type PlatformApi,
  type PlatformDouble,
} from '#platforms/double.ts';
import { messengerRule } from '#platforms/messenger/limits.ts';
import { replyIdFromMetadata } from '#platforms/messenger/reply-marks.ts';
import { metaWire } from '#platforms/meta-wire.ts';
import { hmacSha256 } from '#platforms/signature.ts';
import { pageMessage } from './payloads.ts';

/** Messenger's Send API, `POST /v26.0/{page}/messages`, with Graph's errors. */

const recipient = z.union([z.strictObject({ id: z.string() }), z.strictObject({ user_ref: z.string() })]);

const send = z.strictObject({
  recipient,
  messaging_type: z.literal('RESPONSE'),
  message: z.strictObject({
    text: z.string().check(z.minLength(1)),
    metadata: z.optional(z.string().check(z.maxLength(1000))),
  }),
});

const PATH = /^\/v\d+\.\d+\/(?<page>\d+)\/messages$/;

/** The standard messaging window: 24 hours from the customer's last message. */
const WINDOW_MS = 24 * 60 * 60 * 1000;

/** Epoch milliseconds of a customer's last message, or `undefined` when the double was not told. */
type LastHeard = (customerId: string) => number | undefined;

/** @param tokens the page tokens in force */
function messengerApi(tokens: readonly string[], lastHeard: LastHeard): PlatformApi {
  return (request) => {
    if (!authorised(request, tokens)) return refusal(400, { code: 190, message: 'Invalid OAuth access token.' });
    if (request.method !== 'POST' || !PATH.test(request.path)) {
      return refusal(400, { code: 100, message: 'Unsupported request', subcode: 33 });
    }
    return sendMessage(request, lastHeard);
  };
}

function sendMessage(request: ApiRequest, lastHeard: LastHeard): Judgement {
  const { messageId } = request;
  const body = send.safeParse(jsonOf(request)).data;
  if (!body || messengerRule.measure(body.message.text) > messengerRule.maxLength) {
    return refusal(400, { code: 100, message: 'Invalid parameter' });
  }
  const customerId = 'id' in body.recipient ? body.recipient.id : body.recipient.user_ref;
  const heardAtMs = lastHeard(customerId);
  if (heardAtMs !== undefined && request.nowMs - heardAtMs > WINDOW_MS) {
    return refusal(400, { code: 10, message: 'This message is sent outside of allowed window.', subcode: 2018278 });
  }
  const { text, metadata } = body.message;
  const replyId = replyIdFromMetadata(metadata);
  const common = { platform: 'messenger', visibility: 'private', messageId, atMs: request.nowMs } as const;
  const answer = { status: 200, body: { recipient_id: customerId, message_id: messageId } };
  return { answer, sent: { ...common, text, customerId, replyId } };
}

interface GraphError {
  readonly code: number;
  readonly message: string;
  readonly subcode?: number | undefined;
}

function refusal(status: number, { code, message, subcode }: GraphError): Judgement {
  const error = {
    message: `(#${code}) ${message}`,
    type: 'OAuthException',
    code,
    error_subcode: subcode,
    fbtrace_id: 'A0',
  };
  return { answer: { status, body: { error } } };
}

/** Messenger as it is played here. */
export const messengerDouble: PlatformDouble = {
  account: '100200300',
  webhook: {
    secret: (seed) => seed,
    sign: ({ body, secrets }) => ({
      headers: { 'x-hub-signature-256': `sha256=${hmacSha256(first(secrets), body).toString('hex')}` },
    }),
    proof: { in: 'header', name: 'x-hub-signature-256', prefix: 'sha256=', encoding: 'hex', coversBody: true },
    wire: metaWire,
  },
  credentials: (seed) => ({ accessToken: seed }),
  says: { 'messenger.dm': pageMessage },
  api: ({ tokens, lastHeard }) => messengerApi(tokens, lastHeard),
};
