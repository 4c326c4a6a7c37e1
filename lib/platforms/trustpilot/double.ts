import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import {
  type ApiRequest,
  first,
  given,
  type Judgement,
  jsonOf,
  type PlatformApi,
  type PlatformDouble,
} from '#platforms/double.ts';
import { createIssuer } from '#platforms/oauth-double.ts';
import { reviewCreated } from './payloads.ts';

/** Trustpilot's private API for reviews and its token endpoint, with its errors. */

const reply = z.strictObject({
  message: z.string().check(z.minLength(1)),
  authorBusinessUserId: z.string().check(z.minLength(1)),
});

const PATH = /^\/v1\/private\/reviews\/(?<id>[^/]+)\/reply$/;
const REVIEWS = /^\/v1\/private\/business-units\/[^/]+\/reviews$/;
const TOKENS = '/v1/oauth/oauth-business-users-for-applications/accesstoken';

/** @param tokens the access tokens in force, and the secrets of applications that may ask for one */
function reviewsApi(tokens: readonly string[]): PlatformApi {
  const issuer = createIssuer(tokens);
  return (request) => {
    if (request.path === TOKENS) {
      return issuer.issue(
        request,
        (form) => form.get('grant_type') === 'client_credentials' && tokens.includes(secretOf(request)),
      );
    }
    if (!issuer.accepts(request)) return refusal(401, 'Invalid access token');
    if (request.method === 'GET' && REVIEWS.test(request.path)) return given({ reviews: [], links: [] });
    const id = PATH.exec(request.path)?.groups?.['id'];
    return id && request.method === 'POST' ? answered(request, id) : refusal(404, 'Not found');
  };
}

/** The password of basic authentication. */
function secretOf({ headers }: ApiRequest): string {
  const pair = Buffer.from(headers['authorization']?.replace(/^Basic /, '') ?? '', 'base64').toString();
  return pair.slice(pair.indexOf(':') + 1);
}

function answered(request: ApiRequest, id: string): Judgement {
  const body = reply.safeParse(jsonOf(request)).data;
  if (!body || body.message.trim() === '') return refusal(400, 'Validation failed');
  const { messageId, nowMs: atMs } = request;
  const place = { platform: 'trustpilot', visibility: 'public', inReplyTo: id } as const;
  return { answer: { status: 201, body: undefined }, sent: { ...place, messageId, text: body.message, atMs } };
}

function refusal(status: number, message: string): Judgement {
  return { answer: { status, body: { message, errorCode: status, details: message } } };
}

const hash = (seed: string): string => createHash('sha256').update(seed).digest('base64url');

/** Trustpilot as it is played here. */
export const double: PlatformDouble = {
  account: '5e5550000000000000000004',
  webhook: {
    secret: hash,
    sign: ({ secrets }) => ({ headers: {}, query: { token: first(secrets) } }),
    proof: { in: 'query', name: 'token', prefix: '', encoding: 'text', coversBody: false },
  },
  credentials: (seed) => ({
    accessToken: seed,
    more: { apiKey: 'key-1', apiSecret: `${seed} secret`, businessUserId: '5e5550000000000000000005' },
  }),
  says: { 'trustpilot.review': reviewCreated },
  api: ({ tokens }) => reviewsApi(tokens),
};
