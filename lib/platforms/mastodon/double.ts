import * as z from 'zod/mini';
import {
  type ApiRequest,
  type ApiRoom,
  authorised,
  type Judgement,
  jsonOf,
  type PlatformApi,
  type PlatformDouble,
} from '#platforms/double.ts';
import { LONGEST_STATUS, statusLength } from './limits.ts';
import { directPage, mentionPage } from './payloads.ts';

/** An instance of Mastodon: notifications, and statuses that a repeated key does not double. */

const ACCOUNT = '109000000000000001';

const newStatus = z.strictObject({
  status: z.string().check(z.minLength(1)),
  in_reply_to_id: z.string().check(z.regex(/^\d+$/)),
  visibility: z.enum(['public', 'unlisted', 'private', 'direct']),
});

const refusal = (status: number, error: string): Judgement => ({ answer: { status, body: { error } } });

/** Whom a status names first; nobody hears of one that names nobody. */
const ADDRESSED = /^@(?<acct>\S+) (?<text>[\s\S]+)$/;

function post(request: ApiRequest, known: Map<string, Judgement>): Judgement {
  const key = request.headers['idempotency-key'];
  const before = key === undefined ? undefined : known.get(key);
  if (before) return { answer: before.answer };
  const body = newStatus.safeParse(jsonOf(request)).data;
  if (!body) return refusal(422, 'Validation failed');
  if (statusLength(body.status) > LONGEST_STATUS) return refusal(422, 'Validation failed: Text limit exceeded');
  const { text = body.status } = ADDRESSED.exec(body.status)?.groups ?? {};
  const { messageId, nowMs: atMs } = request;
  const visibility = body.visibility === 'direct' || body.visibility === 'private' ? 'private' : 'public';
  const judgement: Judgement = {
    answer: { status: 200, body: { id: messageId, visibility: body.visibility, content: `<p>${text}</p>` } },
    sent: { platform: 'mastodon', visibility, messageId, text, inReplyTo: body.in_reply_to_id, replyKey: key, atMs },
  };
  if (key !== undefined) known.set(key, judgement);
  return judgement;
}

function mastodonApi({ tokens, nextPage }: ApiRoom): PlatformApi {
  const known = new Map<string, Judgement>();
  return (request) => {
    if (!authorised(request, tokens)) return refusal(401, 'The access token is invalid');
    const { method, path, query } = request;
    if (method === 'POST' && path === '/api/v1/statuses') return post(request, known);
    if (path === '/api/v1/accounts/verify_credentials') return { answer: { status: 200, body: { id: ACCOUNT } } };
    if (method !== 'GET' || path !== '/api/v1/notifications') return refusal(404, 'Record not found');
    if (Number(query.get('limit')) > 80) return refusal(422, 'Validation failed');
    return { answer: { status: 200, body: nextPage() ?? [] } };
  };
}

/** Mastodon as it is played here. */
export const double: PlatformDouble = {
  account: ACCOUNT,
  credentials: (seed) => ({ accessToken: seed, more: { instance: 'https://social.example' } }),
  says: { 'mastodon.mention': mentionPage, 'mastodon.direct': directPage },
  api: mastodonApi,
};
