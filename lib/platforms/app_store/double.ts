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
import { checkedJwt, curveKey } from '#platforms/jwt-double.ts';
import { answerRuleOfAppStore } from './limits.ts';
import { emptyPage, reviewPage } from './payloads.ts';

/** The App Store Connect API, with Apple's errors. */

const newAnswer = z.strictObject({
  data: z.strictObject({
    type: z.literal('customerReviewResponses'),
    attributes: z.strictObject({ responseBody: z.string().check(z.minLength(1)) }),
    relationships: z.strictObject({
      review: z.strictObject({ data: z.strictObject({ type: z.literal('customerReviews'), id: z.string() }) }),
    }),
  }),
});

const REVIEWS = /^\/v1\/apps\/[^/]+\/customerReviews$/;

function appStoreApi({ tokens, nextPage }: ApiRoom): PlatformApi {
  return (request) => {
    if (!authorised(request, tokens) && !isSigned(request, tokens)) return refusal(401, 'NOT_AUTHORIZED');
    if (request.method === 'GET' && REVIEWS.test(request.path)) return reviews(request, nextPage);
    const isAnswer = request.method === 'POST' && request.path === '/v1/customerReviewResponses';
    return isAnswer ? answer(request) : refusal(404, 'NOT_FOUND');
  };
}

/** A token of the account's own, with the key among what is in force. */
function isSigned({ headers, nowMs }: ApiRequest, tokens: readonly string[]): boolean {
  const token = headers['authorization']?.replace(/^Bearer /, '') ?? '';
  const expected = { alg: 'ES256', audience: 'appstoreconnect-v1', seconds: 1_200, nowMs };
  return checkedJwt(token, tokens, expected)?.['iss'] !== undefined;
}

function reviews({ query }: ApiRequest, nextPage: ApiRoom['nextPage']): Judgement {
  if (Number(query.get('limit')) > 200) return refusal(400, 'PARAMETER_ERROR.INVALID');
  return { answer: { status: 200, body: nextPage() ?? emptyPage } };
}

function answer({ messageId, nowMs, ...request }: ApiRequest): Judgement {
  const body = newAnswer.safeParse(jsonOf(request)).data;
  if (!body) return refusal(409, 'ENTITY_ERROR');
  const { attributes, relationships } = body.data;
  const { responseBody: text } = attributes;
  if (text.length > answerRuleOfAppStore.maxLength) return refusal(409, 'ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG');
  const inReplyTo = relationships.review.data.id;
  const sent = { platform: 'app_store', visibility: 'public', messageId, text, inReplyTo, atMs: nowMs } as const;
  const data = {
    type: 'customerReviewResponses',
    id: messageId,
    attributes: { responseBody: text, state: 'PENDING_PUBLISH' },
  };
  return { answer: { status: 201, body: { data } }, sent };
}

function refusal(status: number, code: string): Judgement {
  const error = { id: '0', status: String(status), code, title: code, detail: code };
  return { answer: { status, body: { errors: [error] } } };
}

/** The App Store as it is played here. */
export const double: PlatformDouble = {
  account: '1200300400',
  credentials: (seed) => ({
    accessToken: seed,
    more: { issuerId: 'issuer-1', keyId: 'KEY1', privateKey: curveKey(seed) },
  }),
  says: { 'app_store.review': reviewPage },
  knowsNoAuthors: true,
  api: appStoreApi,
};
