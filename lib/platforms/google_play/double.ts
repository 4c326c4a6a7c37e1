import * as z from 'zod/mini';
import {
  type ApiRequest,
  type ApiRoom,
  type Judgement,
  jsonOf,
  type PlatformApi,
  type PlatformDouble,
} from '#platforms/double.ts';
import { googleRefusal } from '#platforms/google-double.ts';
import { TOKEN_AUDIENCE } from '#platforms/google-token.ts';
import { checkedJwt, rsaKey } from '#platforms/jwt-double.ts';
import { createIssuer } from '#platforms/oauth-double.ts';
import { answerRuleOfGooglePlay } from './limits.ts';
import { reviewPage, timestamp } from './payloads.ts';

/** The Google Play Developer API and Google's token endpoint, with Google's errors. */

const newAnswer = z.strictObject({ replyText: z.string().check(z.minLength(1)) });

const REVIEWS = /^\/androidpublisher\/v3\/applications\/[^/]+\/reviews$/;
const REPLY = /^\/androidpublisher\/v3\/applications\/[^/]+\/reviews\/(?<id>[^/]+):reply$/;

function googlePlayApi({ tokens, nextPage }: ApiRoom): PlatformApi {
  const issuer = createIssuer(tokens);
  return (request) => {
    const { method, path, query } = request;
    if (path === '/token') return issuer.issue(request, (form) => isAssertion(form, tokens, request.nowMs));
    if (!issuer.accepts(request)) return refusal(401, 'authError', 'UNAUTHENTICATED');
    if (method === 'GET' && REVIEWS.test(path)) {
      if (Number(query.get('maxResults')) > 100) return refusal(400, 'invalid', 'INVALID_ARGUMENT');
      return { answer: { status: 200, body: nextPage() ?? {} } };
    }
    const id = method === 'POST' ? REPLY.exec(path)?.groups?.['id'] : undefined;
    return id ? reply(request, decodeURIComponent(id)) : refusal(404, 'notFound', 'NOT_FOUND');
  };
}

function isAssertion(form: URLSearchParams, tokens: readonly string[], nowMs: number): boolean {
  const expected = { alg: 'RS256', audience: TOKEN_AUDIENCE, seconds: 3_600, nowMs };
  const claims = checkedJwt(form.get('assertion') ?? '', tokens, expected);
  return (
    form.get('grant_type') === 'urn:ietf:params:oauth:grant-type:jwt-bearer' &&
    claims?.['scope'] === 'https://www.googleapis.com/auth/androidpublisher'
  );
}

function reply({ nowMs, ...request }: ApiRequest, reviewId: string): Judgement {
  const text = newAnswer.safeParse(jsonOf(request)).data?.replyText;
  if (!text || text.length > answerRuleOfGooglePlay.maxLength)
    return refusal(400, 'replyTextTooLong', 'INVALID_ARGUMENT');
  const lastEdited = timestamp(nowMs);
  const messageId = `answer:${reviewId}:${String(lastEdited['seconds'])}`;
  const sent = {
    platform: 'google_play',
    visibility: 'public',
    messageId,
    text,
    inReplyTo: reviewId,
    atMs: nowMs,
  } as const;
  return { answer: { status: 200, body: { result: { replyText: text, lastEdited } } }, sent };
}

const refusal = (status: number, reason: string, word: string): Judgement => ({
  answer: googleRefusal(status, reason, word),
});

/** Google Play as it is played here. */
export const double: PlatformDouble = {
  account: 'shop.earshot.app',
  credentials: (seed) => ({
    accessToken: seed,
    more: { clientEmail: 'earshot@project.iam.gserviceaccount.com', privateKey: rsaKey(seed) },
  }),
  says: { 'google_play.review': reviewPage },
  knowsNoAuthors: true,
  api: googlePlayApi,
};
