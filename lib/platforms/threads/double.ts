import * as z from 'zod/mini';
import {
  type ApiRequest,
  authorised,
  first,
  type Judgement,
  type PlatformApi,
  type PlatformDouble,
} from '#platforms/double.ts';
import { metaWire } from '#platforms/meta-wire.ts';
import { hmacSha256 } from '#platforms/signature.ts';
import { postRule } from '#platforms/threads/limits.ts';
import { mention, reply } from './payloads.ts';

/** Threads' `POST /v1.0/{user}/threads` and `POST /v1.0/{reply}/manage_reply`, with the Graph API's errors. */

const ACCOUNT = '17841400000000001';

const newPost = z.strictObject({
  media_type: z.literal('TEXT'),
  text: z.string().check(z.minLength(1)),
  reply_to_id: z.string().check(z.regex(/^\d+$/)),
  // Without it nothing is published: a container waits for a second call that nobody makes.
  auto_publish_text: z.literal('true'),
});

const hiding = z.strictObject({ hide: z.literal('true') });

const PATH = /^\/v1\.0\/(?<id>\d+)\/(?<edge>threads|manage_reply)$/;

/** @param tokens the user tokens in force */
function threadsApi(tokens: readonly string[]): PlatformApi {
  return (request) => {
    if (!authorised(request, tokens)) return refusal(401, { code: 190, message: 'Invalid OAuth access token.' });
    const { id = '', edge } = PATH.exec(request.path)?.groups ?? {};
    if (request.method !== 'POST' || !edge) return refusal(400, UNSUPPORTED);
    if (edge === 'manage_reply') return hide(request, id);
    return id === ACCOUNT ? publish(request) : refusal(400, UNSUPPORTED);
  };
}

const fieldsOf = ({ body }: ApiRequest): unknown => Object.fromEntries(new URLSearchParams(body));

function publish(request: ApiRequest): Judgement {
  const fields = newPost.safeParse(fieldsOf(request)).data;
  if (!fields || postRule.measure(fields.text) > postRule.maxLength) return refusal(400, INVALID);
  const { messageId, nowMs } = request;
  const { text, reply_to_id: inReplyTo } = fields;
  const answer = { status: 200, body: { id: messageId } };
  return { answer, sent: { platform: 'threads', visibility: 'public', messageId, text, inReplyTo, atMs: nowMs } };
}

function hide(request: ApiRequest, messageId: string): Judgement {
  if (!hiding.safeParse(fieldsOf(request)).success) return refusal(400, INVALID);
  const common = { platform: 'threads', visibility: 'public', atMs: request.nowMs } as const;
  return { answer: { status: 200, body: { success: true } }, sent: { ...common, messageId, text: '', hidden: true } };
}

interface GraphError {
  readonly code: number;
  readonly message: string;
  readonly error_subcode?: number;
}

const UNSUPPORTED: GraphError = { code: 100, message: 'Unsupported request', error_subcode: 33 };
const INVALID: GraphError = { code: 100, message: 'Invalid parameter' };

function refusal(status: number, error: GraphError): Judgement {
  return { answer: { status, body: { error: { ...error, type: 'THApiException', fbtrace_id: 'A0' } } } };
}

/** Threads as it is played here. */
export const threadsDouble: PlatformDouble = {
  account: ACCOUNT,
  webhook: {
    secret: (seed) => seed,
    sign: ({ body, secrets }) => ({
      headers: { 'x-hub-signature-256': `sha256=${hmacSha256(first(secrets), body).toString('hex')}` },
    }),
    proof: { in: 'header', name: 'x-hub-signature-256', prefix: 'sha256=', encoding: 'hex', coversBody: true },
    wire: metaWire,
  },
  credentials: (seed) => ({ accessToken: seed }),
  says: { 'threads.reply': reply, 'threads.mention': mention },
  idOf: (of, number) => (of === 'message' ? `1800000000000${number}` : `customer_${number}`),
  api: ({ tokens }) => threadsApi(tokens),
};
