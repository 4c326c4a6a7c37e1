import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ApiRequest } from '#platforms/double.ts';
import { doubles } from '#platforms/doubles.ts';
import { rsaKey } from '#platforms/jwt-double.ts';
import { platforms } from '#platforms/registry.ts';
import { fixture } from '../support/fixtures.ts';
import { answerOf, asked, credentialsWith, outcomeOf, polled, pollOf, replyTo, turnOf } from '../support/polled.ts';
import { NOW_MS } from '../support/requests.ts';

const reviews = fixture('google_play/reviews');
const turn = turnOf('google_play:shop.earshot.app');
const error = (reason: string, status?: string) => ({ error: { errors: [{ reason }], status } });
const target = replyTo({
  account: 'google_play:app',
  channel: 'google_play.review',
  customerId: 'gp:1',
  inReplyTo: 'gp:1',
});

describe('a poll of Google Play', () => {
  const first = polled('google_play', turn, [reviews, {}]);

  test('asks page by page', () => {
    const path = '/androidpublisher/v3/applications/shop.earshot.app/reviews';
    expect(first.calls).toEqual([
      { path, query: { maxResults: '100' } },
      { path, query: { maxResults: '100', token: 'page-2' } },
    ]);
  });

  test('asked again it brings nothing, whatever thumbs were given; an edit is news', () => {
    const again = (body: unknown) => polled('google_play', { ...turn, cursor: first.cursor }, [body]);
    const thumbs = JSON.parse(JSON.stringify(reviews).replace('"thumbsUpCount":3', '"thumbsUpCount":9')) as unknown;
    expect(again(thumbs).bodies).toEqual([]);
    const edited = JSON.parse(JSON.stringify(reviews).replace('"1795341600"', '"1795360000"')) as unknown;
    expect(again(edited).bodies).toMatchObject([{ reviews: [{ reviewId: 'gp:1' }] }]);
  });

  test.each<[number, unknown, unknown]>([
    [401, error('authError', 'UNAUTHENTICATED'), { kind: 'stale_token' }],
    [403, error('permissionDenied', 'PERMISSION_DENIED'), { kind: 'failed', reason: 'permission_missing' }],
    [404, error('applicationNotFound'), { kind: 'failed', reason: 'account_not_found' }],
    [429, error('rateLimitExceeded'), { kind: 'retry', reason: 'rate_limited' }],
    [502, '<html>', { kind: 'retry' }],
    [200, '<html>', { kind: 'retry', reason: 'answer_unreadable' }],
  ])('%i %j', (status, body, expected) => {
    expect(pollOf('google_play').read(answerOf(status, body), turn)).toMatchObject(expected as object);
  });

  test('stays below 200 reads an hour', () => {
    expect(pollOf('google_play').budget).toEqual({ requests: 150, perSeconds: 3_600 });
  });
});

describe('the token of a service account', () => {
  const privateKey = rsaKey('test');
  const credentials = credentialsWith({ clientEmail: 'robot@example.com', privateKey });
  const call = () => platforms.google_play.token?.request(credentials, NOW_MS) as { url: string; body: string };

  test('is asked for with an assertion signed with RS256', () => {
    const form = new URLSearchParams(call().body);
    expect([call().url, form.get('grant_type')]).toEqual([
      'https://oauth2.googleapis.com/token',
      'urn:ietf:params:oauth:grant-type:jwt-bearer',
    ]);
    const [header = '', claims = '', signature = ''] = (form.get('assertion') ?? '').split('.');
    const iat = NOW_MS / 1000 - 10;
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
      iss: 'robot@example.com',
      scope: 'https://www.googleapis.com/auth/androidpublisher',
      aud: 'https://oauth2.googleapis.com/token',
      iat,
      exp: iat + 3_600,
    });
    const content = Buffer.from(`${header}.${claims}`);
    expect(verify('sha256', content, createPublicKey(privateKey), Buffer.from(signature, 'base64url'))).toBe(true);
  });

  test('opens the double, which takes no other key', () => {
    const api = doubles.google_play.api({
      tokens: [privateKey],
      lastHeard: () => undefined,
      nextPage: () => undefined,
      thing: () => undefined,
    });
    const ask = (request: Partial<ApiRequest>) =>
      api({
        method: 'POST',
        path: '/token',
        query: new URLSearchParams(),
        headers: {},
        body: '',
        nowMs: NOW_MS,
        messageId: '1',
        ...request,
      }).answer;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { access_token: token } = ask({ headers, body: call().body }).body as { access_token: string };
    const list = { method: 'GET', path: '/androidpublisher/v3/applications/a/reviews' };
    expect(ask({ ...list, headers: { authorization: `Bearer ${token}` } }).status).toBe(200);
    expect(ask({ ...list, headers: { authorization: 'Bearer other' } }).status).toBe(401);
    const other = platforms.google_play.token?.request(
      credentialsWith({ clientEmail: 'a', privateKey: rsaKey('other') }),
      NOW_MS,
    );
    expect(ask({ headers, body: (other as { body: string }).body })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect(() => platforms.google_play.token?.request(credentialsWith({ clientEmail: 'a' }), NOW_MS)).toThrow(
      'credentials_missing',
    );
  });
});

describe('an answer to a review in Google Play', () => {
  test('is written or overwritten', () => {
    const call = platforms.google_play.renderReply(
      { ...target, inReplyTo: 'answer:gp:1:5' },
      { accessToken: 't' },
      NOW_MS,
    );
    expect(asked(call).path).toBe('/androidpublisher/v3/applications/app/reviews/gp%3A1:reply');
    expect(JSON.parse(call.body ?? '')).toEqual({ replyText: 'We are on it' });
    expect(platforms.google_play.idempotentSend).toBe(true);
    expect(() =>
      platforms.google_play.renderReply({ ...target, customerId: '' }, { accessToken: 't' }, NOW_MS),
    ).toThrow('reply_target_missing');
  });

  test.each<[number, unknown, unknown]>([
    [
      200,
      { result: { lastEdited: { seconds: '1795345200', nanos: 1 } } },
      { kind: 'sent', messageId: 'answer:gp:1:1795345200' },
    ],
    [200, {}, { kind: 'sent', messageId: 'reply:reply-1' }],
    [401, error('authError'), { kind: 'stale_token' }],
    [403, error('permissionDenied'), { kind: 'failed', reason: 'permission_missing', blame: 'account' }],
    [403, error('forbidden'), { kind: 'failed', reason: 'permission_missing', blame: 'account' }],
    [404, error('applicationNotFound'), { kind: 'failed', reason: 'account_not_found', blame: 'account' }],
    [404, error('reviewNotFound'), { kind: 'failed', reason: 'not_found', blame: 'reply' }],
    [404, error('x', 'NOT_FOUND'), { kind: 'failed', reason: 'not_found' }],
    [404, error('notFound'), { kind: 'failed', reason: 'not_found' }],
    [400, error('replyTextTooLong'), { kind: 'failed', reason: 'too_long' }],
    [400, error('invalid'), { kind: 'failed', reason: 'invalid_request' }],
    [400, error('badRequest', 'INVALID_ARGUMENT'), { kind: 'failed', reason: 'invalid_request' }],
    [400, error('x', 'INVALID_ARGUMENT'), { kind: 'failed', reason: 'invalid_request' }],
    [429, error('x', 'RESOURCE_EXHAUSTED'), { kind: 'retry', reason: 'rate_limited', retryAfterSeconds: 60 }],
    [503, '', { kind: 'retry', reason: 'unavailable' }],
    [500, error('backendError'), { kind: 'doubtful' }],
  ])('%i %j', (status, body, expected) => {
    expect(outcomeOf('google_play', target, answerOf(status, body))).toMatchObject(expected as object);
  });

  test('the list and the answer to our call name it alike', () => {
    const sent = outcomeOf('google_play', target, answerOf(200, { result: { lastEdited: { seconds: '1795345200' } } }));
    expect(sent).toMatchObject({ messageId: 'answer:gp:1:1795345200' });
  });
});
