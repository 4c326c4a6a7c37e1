import * as z from 'zod/mini';
import {
  type ApiAnswer,
  type ApiRequest,
  type ApiRoom,
  first,
  given,
  type Judgement,
  jsonOf,
  type PlatformApi,
  type PlatformDouble,
} from '#platforms/double.ts';
import { createIssuer, isRefresh } from '#platforms/oauth-double.ts';
import { hmacSha256 } from '#platforms/signature.ts';
import { directMessageRule, postRule } from '#platforms/x/limits.ts';
import { directMessage, foundPost, tweetMention } from './payloads.ts';

/** X's `POST /2/tweets` and `POST /2/dm_conversations/with/:id/messages`, with its problems (RFC 9457). */

const numericId = z.string().check(z.regex(/^\d{1,19}$/));

const newPost = z.strictObject({
  text: z.string().check(z.minLength(1)),
  reply: z.optional(z.strictObject({ in_reply_to_tweet_id: numericId })),
});

const newMessage = z.strictObject({ text: z.string().check(z.minLength(1)) });

const hiding = z.strictObject({ hidden: z.boolean() });

const HIDDEN = /^\/2\/tweets\/(?<post>\d{1,19})\/hidden$/;

const minute = z.string().check(z.regex(/^\d{12}$/));

const newReplay = z.strictObject({ webhook_id: numericId, from_date: minute, to_date: minute });

const NOTHING_FOUND = { meta: { result_count: 0 } };

const CONVERSATION = /^\/2\/dm_conversations\/with\/(?<participant>[^/]+)\/messages$/;

const ACCOUNT = '1400000000000000001';

function xApi({ tokens, nextPage }: ApiRoom): PlatformApi {
  const issuer = createIssuer(tokens);
  return (request) => {
    if (request.path === '/2/oauth2/token') return issuer.issue(request, (form) => isRefresh(form, request, tokens));
    if (!issuer.accepts(request)) return refusal(401, 'about:blank', 'Unauthorized');
    if (request.method === 'GET' && request.path === '/2/users/me') return given({ data: { id: ACCOUNT } });
    if (request.method === 'GET' && request.path === '/2/tweets/search/recent') return search(request, nextPage);
    const post = request.method === 'PUT' ? HIDDEN.exec(request.path)?.groups?.['post'] : undefined;
    if (post) return hide(request, post);
    if (request.method !== 'POST') return refusal(405, 'about:blank', 'Method Not Allowed');
    const participant = CONVERSATION.exec(request.path)?.groups?.['participant'];
    if (participant) return createMessage(request, decodeURIComponent(participant));
    if (request.path === '/2/webhooks/replay') return replay(request);
    return request.path === '/2/tweets' ? createPost(request) : refusal(404, 'about:blank', 'Not Found');
  };
}

/** A query has 512 characters at most, and must ask for something. */
function search({ query }: ApiRequest, nextPage: ApiRoom['nextPage']): Judgement {
  const asked = query.get('query') ?? '';
  const isAsked = asked.length <= 512 && !asked.startsWith('()') && /^\d{1,19}$/.test(query.get('since_id') ?? '');
  if (!isAsked) return refusal(400, problem('invalid-request'), 'Invalid Request');
  return { answer: { status: 200, body: nextPage() ?? NOTHING_FOUND } };
}

/** What is delivered again comes by the webhook. */
function replay(request: ApiRequest): Judgement {
  const body = newReplay.safeParse(jsonOf(request)).data;
  if (!body || body.from_date >= body.to_date) return refusal(400, problem('invalid-request'), 'Invalid Request');
  return given({ created_at: new Date(request.nowMs).toISOString(), job_id: request.messageId });
}

function hide(request: ApiRequest, messageId: string): Judgement {
  const body = hiding.safeParse(jsonOf(request)).data;
  if (!body) return refusal(400, problem('invalid-request'), 'Invalid Request');
  const sent = { platform: 'x', visibility: 'public', messageId, text: '', hidden: true, atMs: request.nowMs } as const;
  return { answer: { status: 200, body: { data: body } }, sent };
}

function createPost(request: ApiRequest): Judgement {
  const { messageId } = request;
  const body = newPost.safeParse(jsonOf(request)).data;
  if (!body) return refusal(400, problem('invalid-request'), 'Invalid Request');
  if (postRule.measure(body.text) > postRule.maxLength) return refusal(403, 'about:blank', 'Forbidden');
  const inReplyTo = body.reply?.in_reply_to_tweet_id;
  const sent = {
    platform: 'x',
    visibility: 'public',
    messageId,
    text: body.text,
    inReplyTo,
    atMs: request.nowMs,
  } as const;
  return { answer: { status: 201, body: { data: { id: messageId, text: body.text } } }, sent };
}

function createMessage(request: ApiRequest, participant: string): Judgement {
  const { messageId } = request;
  const body = newMessage.safeParse(jsonOf(request)).data;
  const tooLong = body && directMessageRule.measure(body.text) > directMessageRule.maxLength;
  if (!body || tooLong || !numericId.safeParse(participant).success) {
    return refusal(400, problem('invalid-request'), 'Invalid Request');
  }
  const data = { dm_conversation_id: `${participant}-1`, dm_event_id: messageId };
  const { text } = body;
  const sent = {
    platform: 'x',
    visibility: 'private',
    messageId,
    text,
    customerId: participant,
    atMs: request.nowMs,
  } as const;
  return { answer: { status: 201, body: { data } }, sent };
}

function problem(name: string): string {
  return `https://api.x.com/2/problems/${name}`;
}

function refusal(status: number, type: string, title: string): Judgement {
  const answer: ApiAnswer = { status, body: { title, type, status, detail: title } };
  return { answer };
}

/** X as it is played here. */
export const double: PlatformDouble = {
  account: ACCOUNT,
  webhook: {
    secret: (seed) => seed,
    sign: ({ body, secrets }) => ({
      headers: { 'x-twitter-webhooks-signature': `sha256=${hmacSha256(first(secrets), body).toString('base64')}` },
    }),
    proof: {
      in: 'header',
      name: 'x-twitter-webhooks-signature',
      prefix: 'sha256=',
      encoding: 'base64',
      coversBody: true,
    },
  },
  credentials: (seed) => ({ accessToken: seed }),
  says: { 'x.mention': tweetMention, 'x.post': foundPost, 'x.dm': directMessage },
  api: xApi,
};
