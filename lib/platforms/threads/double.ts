import * as z from 'zod/mini';
import { type ApiRequest, given, type Judgement, type PlatformApi, type PlatformDouble } from '#platforms/double.ts';
import { createRenewals, GRAPH_REFUSALS, metaWebhookDouble } from '#platforms/meta-double.ts';
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
  const renewals = createRenewals(tokens, 'th_refresh_token');
  return (request) => {
    const renewal = renewals.renew(request);
    if (renewal) return renewal;
    if (!renewals.accepts(request)) return GRAPH_REFUSALS.token;
    if (request.method === 'GET' && request.path === '/v1.0/me') return given({ id: ACCOUNT });
    const { id = '', edge } = PATH.exec(request.path)?.groups ?? {};
    if (request.method !== 'POST' || !edge) return GRAPH_REFUSALS.unsupported;
    if (edge === 'manage_reply') return hide(request, id);
    return id === ACCOUNT ? publish(request) : GRAPH_REFUSALS.unsupported;
  };
}

const fieldsOf = ({ body }: ApiRequest): unknown => Object.fromEntries(new URLSearchParams(body));

function publish(request: ApiRequest): Judgement {
  const fields = newPost.safeParse(fieldsOf(request)).data;
  if (!fields || postRule.measure(fields.text) > postRule.maxLength) return GRAPH_REFUSALS.parameter;
  const { messageId, nowMs } = request;
  const { text, reply_to_id: inReplyTo } = fields;
  const answer = { status: 200, body: { id: messageId } };
  return { answer, sent: { platform: 'threads', visibility: 'public', messageId, text, inReplyTo, atMs: nowMs } };
}

function hide(request: ApiRequest, messageId: string): Judgement {
  if (!hiding.safeParse(fieldsOf(request)).success) return GRAPH_REFUSALS.parameter;
  const common = { platform: 'threads', visibility: 'public', atMs: request.nowMs } as const;
  return { answer: { status: 200, body: { success: true } }, sent: { ...common, messageId, text: '', hidden: true } };
}

/** Threads as it is played here. */
export const double: PlatformDouble = {
  account: ACCOUNT,
  webhook: metaWebhookDouble,
  credentials: (seed) => ({ accessToken: seed }),
  says: { 'threads.reply': reply, 'threads.mention': mention },
  idOf: (of, number) => (of === 'message' ? `1800000000000${number}` : `customer_${number}`),
  api: ({ tokens }) => threadsApi(tokens),
};
