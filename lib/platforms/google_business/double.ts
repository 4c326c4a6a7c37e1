import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
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
import { googleRefusal } from '#platforms/google-double.ts';
import { createIssuer } from '#platforms/oauth-double.ts';
import type { Unsigned } from '#platforms/webhook-double.ts';
import { googleReview, reviewList, reviewPush } from './payloads.ts';

/** Pub/Sub that pushes with Google's tokens, the My Business API v4 and Google's token endpoint, with Google's errors. */

const newReply = z.strictObject({ comment: z.string() });

/** My Business API v4, `ReviewReply.comment`. */
const MOST_BYTES = 4_096;

const PATH = /^\/v4\/(?<name>accounts\/[^/]+\/locations\/[^/]+\/reviews\/[^/]+?)(?<reply>\/reply)?$/;

const SETTING = /^\/v1\/accounts\/\d+\/notificationSetting$/;
const SUBSCRIBED = { pubsubTopic: 'projects/shop/topics/reviews', notificationTypes: ['NEW_REVIEW', 'UPDATED_REVIEW'] };

function businessApi({ tokens, thing }: ApiRoom): PlatformApi {
  const issuer = createIssuer(tokens);
  return (request) => {
    const { method, path } = request;
    if (path === '/token') return issuer.issue(request, (form) => tokens.includes(form.get('refresh_token') ?? ''));
    if (!issuer.accepts(request)) return refusal(401, 'UNAUTHENTICATED');
    if (method === 'GET' && SETTING.test(path)) return given({ name: path.slice(4), ...SUBSCRIBED });
    const { name, reply } = PATH.exec(decodeURIComponent(path))?.groups ?? {};
    if (name && reply && method === 'PUT') return answered(request, name);
    const review = name && !reply && method === 'GET' ? thing(name) : undefined;
    return review === undefined ? refusal(404, 'NOT_FOUND') : { answer: { status: 200, body: review } };
  };
}

const refusal = (status: number, word: string): Judgement => ({ answer: googleRefusal(status, word, word) });

function answered(request: ApiRequest, name: string): Judgement {
  const comment = newReply.safeParse(jsonOf(request)).data?.comment;
  if (comment === undefined || comment.trim() === '' || Buffer.byteLength(comment) > MOST_BYTES) {
    return refusal(400, 'INVALID_ARGUMENT');
  }
  const updateTime = new Date(request.nowMs).toISOString();
  const place = { platform: 'google_business', visibility: 'public', inReplyTo: name, customerId: name } as const;
  return {
    answer: { status: 200, body: { comment, updateTime } },
    sent: { ...place, messageId: `${name}/reply@${updateTime}`, text: comment, atMs: request.nowMs },
  };
}

const KEY_ID = 'key-1';
const PUSHER = 'reviews-push@shop.iam.gserviceaccount.com';

/** Google's pair of keys, made when first needed: making it takes a while. */
let pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined;
const keyPair = () => {
  pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return pair;
};

/** What a token says. */
export type Claims = Readonly<Record<string, unknown>>;

/** The claims of a genuine token. */
export function genuineClaims({ secrets, nowMs }: Pick<Unsigned, 'secrets' | 'nowMs'>): Claims {
  const iat = Math.floor(nowMs / 1000);
  const who = { azp: '1', sub: '1', email: PUSHER, email_verified: true };
  return { iss: 'https://accounts.google.com', aud: first(secrets), ...who, iat, exp: iat + 3_600 };
}

/** A token over claims, as Google signs it unless the header says otherwise. */
export function googleToken(claims: Claims, header: Claims = {}): string {
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encoded({ alg: 'RS256', kid: KEY_ID, typ: 'JWT', ...header })}.${encoded(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(keyPair().privateKey, 'base64url')}`;
}

/** Google Business Profile as it is played here. */
export const double: PlatformDouble = {
  account: '5550003',
  webhook: {
    secret: (seed) => `https://earshot.example/${Buffer.from(seed).toString('base64url')}`,
    sign: (delivery) => ({ headers: { authorization: `Bearer ${googleToken(genuineClaims(delivery))}` } }),
    proof: { in: 'header', name: 'authorization', prefix: 'Bearer ', encoding: 'jwt', coversBody: false },
    get keys() {
      return { keys: [{ ...keyPair().publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
    },
    verifyToken: PUSHER,
  },
  credentials: (seed) => ({
    accessToken: seed,
    more: { clientId: 'client-1', clientSecret: `${seed} secret`, refreshToken: `${seed} refresh` },
  }),
  says: { 'google_business.review': reviewList },
  names: {
    'google_business.review': (said) => ({
      delivery: reviewPush(said.id, `push ${said.id}`),
      id: said.id,
      thing: googleReview(said),
    }),
  },
  knowsNoAuthors: true,
  idOf: (of, number) => (of === 'message' ? `accounts/5550003/locations/55/reviews/r${number}` : `person-${number}`),
  api: businessApi,
};
