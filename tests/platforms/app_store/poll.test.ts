import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { doubles } from '#platforms/doubles.ts';
import { curveKey } from '#platforms/jwt-double.ts';
import { platforms } from '#platforms/registry.ts';
import { fixture, meanings, outline } from '../support/fixtures.ts';
import {
  answerOf,
  asked,
  credentialsWith,
  outcomeOf,
  pageOf,
  polled,
  pollOf,
  replyTo,
  turnOf,
} from '../support/polled.ts';
import { NOW_MS } from '../support/requests.ts';

const reviews = fixture('app_store/reviews') as {
  data: unknown[];
  included: { attributes: Record<string, unknown> }[];
};
const turn = turnOf('app_store:1200300400');
const error = (code: string) => ({ errors: [{ status: '0', code }] });
const target = replyTo({
  account: 'app_store:1',
  channel: 'app_store.review',
  customerId: 'review-2',
  inReplyTo: 'review-2',
});

describe('a poll of the App Store', () => {
  const first = polled('app_store', turn, [reviews, { data: [] }]);

  test('asks for the newest first with their answers, page by page, and never at an address of an answer', () => {
    const query = { sort: '-createdDate', limit: '200', include: 'response' };
    expect(first.calls).toEqual([
      { path: '/v1/apps/1200300400/customerReviews', query },
      { path: '/v1/apps/1200300400/customerReviews', query: { ...query, cursor: 'page-2' } },
    ]);
    const second = pollOf('app_store').request({ ...turn, cursor: { page: 'page-2' } });
    expect(second).toMatchObject({ url: expect.stringMatching(/^https:\/\/api\.appstoreconnect\.apple\.com\//) });
  });

  test('asked again it brings nothing, and reads no further', () => {
    const again = polled('app_store', { ...turn, cursor: first.cursor }, [reviews, reviews]);
    expect([again.bodies, again.calls.length]).toEqual([[], 1]);
  });

  test('an answer that was given elsewhere is news', () => {
    const changed = structuredClone(reviews);
    Object.assign(changed.included[0]?.attributes ?? {}, { responseBody: 'It is here.' });
    const [body] = polled('app_store', { ...turn, cursor: first.cursor }, [changed]).bodies;
    expect(outline(meanings('app_store', body))).toContain('message response-2 out review-2');
    expect(outline(meanings('app_store', body))).not.toContain('message review-1 in review-1');
  });

  test('stops at what is older than thirty days', () => {
    const oldest = Date.parse('2026-11-20T10:00:00-08:00') + 30 * 86_400_000;
    expect(polled('app_store', { ...turn, nowMs: oldest }, [reviews, reviews]).calls).toHaveLength(2);
    expect(polled('app_store', { ...turn, nowMs: oldest + 1 }, [reviews, reviews]).calls).toHaveLength(1);
  });

  test.each<[number, unknown, unknown]>([
    [401, error('NOT_AUTHORIZED'), { kind: 'stale_token' }],
    [403, error('FORBIDDEN_ERROR'), { kind: 'failed', reason: 'permission_missing' }],
    [429, error('RATE_LIMIT_EXCEEDED'), { kind: 'retry', reason: 'rate_limited', retryAfterSeconds: 300 }],
    [500, error('UNEXPECTED_ERROR'), { kind: 'retry' }],
    [200, '<html>', { kind: 'retry', reason: 'answer_unreadable' }],
  ])('%i %j', (status, body, expected) => {
    expect(pollOf('app_store').read(answerOf(status, body), turn)).toMatchObject(expected as object);
  });

  test('an empty page moves nothing', () => {
    expect(pageOf(pollOf('app_store').read(answerOf(200, { data: [] }), turn))).toEqual({
      kind: 'page',
      cursor: {},
      more: false,
    });
  });
});

describe('the token of a key', () => {
  const privateKey = curveKey('test');
  const more = { issuerId: 'issuer-1', keyId: 'KEY1', privateKey };
  const fresh = (changes: Partial<typeof more> = {}) =>
    platforms.app_store.token?.request(credentialsWith({ ...more, ...changes }), NOW_MS);
  const partsOf = (token: unknown) => (token as { accessToken: string }).accessToken.split('.');
  const read = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;

  test('is signed by the account itself with ES256, and good for twenty minutes', () => {
    const [header, claims, signature = ''] = partsOf(fresh());
    const iat = NOW_MS / 1000 - 10;
    expect(read(header)).toEqual({ alg: 'ES256', kid: 'KEY1', typ: 'JWT' });
    expect(read(claims)).toEqual({ iss: 'issuer-1', iat, exp: iat + 1_200, aud: 'appstoreconnect-v1' });
    expect(fresh()).toMatchObject({ expiresAtMs: (iat + 1_200) * 1000 });
    const raw = Buffer.from(signature, 'base64url');
    expect(raw).toHaveLength(64);
    const key = { key: createPublicKey(privateKey), dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', Buffer.from(`${header}.${claims}`), key, raw)).toBe(true);
  });

  test('takes a key whose lines were joined, and refuses what is none', () => {
    expect(partsOf(fresh({ privateKey: privateKey.replaceAll('\n', '\\n') }))).toHaveLength(3);
    expect(() => fresh({ privateKey: 'not a key' })).toThrow('private_key_unusable');
    expect(() => fresh({ keyId: '' })).toThrow('credentials_missing');
    expect(platforms.app_store.token?.read(answerOf(200, {}), NOW_MS)).toMatchObject({ kind: 'refused' });
  });

  test('opens the double, in its time and no longer', () => {
    const api = doubles.app_store.api({
      tokens: [privateKey],
      lastHeard: () => undefined,
      nextPage: () => undefined,
      thing: () => undefined,
    });
    const status = (nowMs: number, token = partsOf(fresh()).join('.')) => {
      const headers = { authorization: `Bearer ${token}` };
      const path = '/v1/apps/1/customerReviews';
      return api({ method: 'GET', path, query: new URLSearchParams(), headers, body: '', nowMs, messageId: '1' }).answer
        .status;
    };
    expect(status(NOW_MS)).toBe(200);
    expect(status(NOW_MS + 1_190_000)).toBe(401);
    expect(status(NOW_MS + 1_189_000)).toBe(200);
    expect(status(NOW_MS, partsOf(fresh({ privateKey: curveKey('other') })).join('.'))).toBe(401);
  });
});

describe('an answer to a review in the App Store', () => {
  test('is created or overwritten, by the id of the review', () => {
    const call = platforms.app_store.renderReply({ ...target, inReplyTo: 'response-2' }, { accessToken: 't' }, NOW_MS);
    expect(asked(call).path).toBe('/v1/customerReviewResponses');
    expect(JSON.parse(call.body ?? '')).toEqual({
      data: {
        type: 'customerReviewResponses',
        attributes: { responseBody: 'We are on it' },
        relationships: { review: { data: { type: 'customerReviews', id: 'review-2' } } },
      },
    });
    expect(platforms.app_store.idempotentSend).toBe(true);
    expect(() => platforms.app_store.renderReply({ ...target, customerId: '' }, { accessToken: 't' }, NOW_MS)).toThrow(
      'reply_target_missing',
    );
  });

  test.each<[number, unknown, unknown]>([
    [201, { data: { id: 'response-2' } }, { kind: 'sent', messageId: 'response-2' }],
    [201, '', { kind: 'sent', messageId: 'reply:reply-1' }],
    [401, error('NOT_AUTHORIZED'), { kind: 'stale_token' }],
    [401, error('EXPIRED_TOKEN'), { kind: 'stale_token' }],
    [403, error('FORBIDDEN_ERROR'), { kind: 'failed', reason: 'permission_missing', blame: 'account' }],
    [
      403,
      error('FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED'),
      { kind: 'failed', reason: 'agreement_missing', blame: 'account' },
    ],
    [404, error('NOT_FOUND'), { kind: 'failed', reason: 'not_found' }],
    [409, error('ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG'), { kind: 'failed', reason: 'too_long' }],
    [409, error('ENTITY_ERROR.RELATIONSHIP.INVALID'), { kind: 'failed', reason: 'not_found' }],
    [409, error('ENTITY_ERROR.ATTRIBUTE.REQUIRED'), { kind: 'failed', reason: 'invalid_request' }],
    [400, error('PARAMETER_ERROR.INVALID'), { kind: 'failed', reason: 'invalid_request' }],
    [409, error('STATE_ERROR'), { kind: 'failed', reason: 'reply_restricted' }],
    [429, error('RATE_LIMIT_EXCEEDED'), { kind: 'retry', reason: 'rate_limited' }],
    [403, error('NEW_WORD'), { kind: 'failed', reason: 'forbidden', platformCode: 'NEW_WORD' }],
    [500, error('UNEXPECTED_ERROR'), { kind: 'doubtful', platformCode: 'UNEXPECTED_ERROR' }],
    [503, '<html>', { kind: 'retry' }],
  ])('%i %j', (status, body, expected) => {
    expect(outcomeOf('app_store', target, answerOf(status, body))).toMatchObject(expected as object);
  });
});
