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
import { commentRule } from '#platforms/linkedin/limits.ts';
import { commentParts, commentUrn, organizationUrn } from '#platforms/linkedin/urns.ts';
import { createIssuer } from '#platforms/oauth-double.ts';
import { hmacSha256 } from '#platforms/signature.ts';
import { comment, shareMention } from './payloads.ts';

/**
 * LinkedIn's `POST /rest/socialActions/{urn}/comments`, `GET` of a comment there and of `/rest/posts/{urn}`, with its
 * versions, its headers and its errors.
 */

const ACCOUNT = '5515715';

const CLIENT = { clientId: 'client-1', clientSecret: 'secret' };

const POST_URN = /^urn:li:(?:activity|share|ugcPost):\d+$/;

const newComment = z.strictObject({
  actor: z.literal(organizationUrn(ACCOUNT)),
  object: z.string().check(z.regex(POST_URN)),
  message: z.strictObject({ text: z.string().check(z.minLength(1)) }),
  parentComment: z.optional(z.string()),
});

/** The name in the path, each reserved character of it encoded. */
const PATH = /^\/rest\/(?:socialActions\/(?<urn>[^/:(),]+)\/comments(?:\/(?<id>\d+))?|posts\/(?<post>[^/:(),]+))$/;

function linkedInApi(room: ApiRoom): PlatformApi {
  const issuer = createIssuer(room.tokens);
  return (request) => {
    if (request.path === '/oauth/v2/accessToken') return issuer.issue(request, (form) => isProof(form, room.tokens));
    if (!issuer.accepts(request)) return refusal(401, 'INVALID_ACCESS_TOKEN', 65600);
    const { headers, method, path } = request;
    if (!/^\d{6}$/.test(headers['linkedin-version'] ?? '')) return refusal(400, 'VERSION_MISSING');
    if (headers['x-restli-protocol-version'] !== '2.0.0') return refusal(400, 'INVALID_PROTOCOL_VERSION');
    if (method === 'GET' && path.startsWith('/rest/organizations/')) return given({ id: 1 });
    const { urn, id, post } = PATH.exec(path)?.groups ?? {};
    if (method === 'POST' && urn && !id) return create(request, decodeURIComponent(urn));
    const asked = urn && id ? commentUrn({ post: decodeURIComponent(urn), id }) : decodeURIComponent(post ?? '');
    const thing = method === 'GET' && asked ? room.thing(asked) : undefined;
    return thing === undefined ? refusal(404, 'RESOURCE_NOT_FOUND') : { answer: { status: 200, body: thing } };
  };
}

function isProof(form: URLSearchParams, tokens: readonly string[]): boolean {
  const isApp = form.get('client_id') === CLIENT.clientId && form.get('client_secret') === CLIENT.clientSecret;
  return isApp && form.get('grant_type') === 'refresh_token' && tokens.includes(form.get('refresh_token') ?? '');
}

function create(request: ApiRequest, answered: string): Judgement {
  const body = newComment.safeParse(jsonOf(request)).data;
  const parent = commentParts(answered);
  const fits = body?.object === (parent?.post ?? answered) && body.parentComment === (parent && answered);
  if (!body || !fits) return refusal(400, 'INVALID_REQUEST');
  const { text } = body.message;
  if (commentRule.measure(text) > commentRule.maxLength) return refusal(400, 'FIELD_LENGTH_TOO_LONG');
  const messageId = commentUrn({ post: body.object, id: request.messageId });
  const headers = { 'x-restli-id': request.messageId };
  const answer = { status: 201, headers, body: { ...body, id: request.messageId, $URN: messageId } };
  const common = { platform: 'linkedin', visibility: 'public', atMs: request.nowMs } as const;
  return { answer, sent: { ...common, messageId, text, inReplyTo: answered } };
}

function refusal(status: number, code: string, serviceErrorCode?: number): Judgement {
  return { answer: { status, body: { status, code, serviceErrorCode, message: code } } };
}

/** A message is a comment, or a post where the brand is mentioned. */
function idOf(of: 'message' | 'customer', number: number, channel?: string): string {
  if (of === 'customer') return `urn:li:person:member${number}`;
  const post = channel === 'linkedin.mention' ? number : 7_000;
  return channel === 'linkedin.mention'
    ? `urn:li:share:${post}`
    : commentUrn({ post: `urn:li:activity:${post}`, id: String(number) });
}

/** LinkedIn as it is played here. */
export const double: PlatformDouble = {
  account: ACCOUNT,
  webhook: {
    secret: (seed) => seed,
    sign: ({ body, secrets }) => ({
      headers: { 'x-li-signature': hmacSha256(first(secrets), 'hmacsha256=', body).toString('hex') },
    }),
    proof: { in: 'header', name: 'x-li-signature', prefix: '', encoding: 'hex', coversBody: true },
  },
  credentials: (seed) => ({ accessToken: seed, more: { ...CLIENT, refreshToken: `${seed} refresh` } }),
  says: { 'linkedin.comment': comment, 'linkedin.mention': shareMention },
  idOf,
  api: linkedInApi,
};
