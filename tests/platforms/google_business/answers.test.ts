import { describe, expect, test } from 'vitest';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import type { ApiRequest, ApiRoom } from '#platforms/double.ts';
import { double } from '#platforms/google_business/double.ts';
import { googleBusiness } from '#platforms/google_business/index.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { fixture, outline, RECEIVED_AT } from '../support/fixtures.ts';
import { NOW_MS } from '../support/requests.ts';

const REVIEW = 'accounts/5550003/locations/55/reviews/r1';
const ACCOUNT = 'google_business:5550003';
const credentials = { ...double.credentials('seed'), baseUrl: 'http://127.0.0.1:1' };

const target = (changes: Partial<ReplyTarget> = {}): ReplyTarget => ({
  replyKey: 'reply-1',
  account: ACCOUNT,
  channel: 'google_business.review',
  visibility: 'public',
  customerId: REVIEW,
  text: 'We are on it',
  inReplyTo: `${REVIEW}/reply@2026-11-21T10:00:00.000Z`,
  ...changes,
});

const render = (changes: Partial<ReplyTarget> = {}) =>
  googleBusiness.renderReply(target(changes), { accessToken: 'token-1' }, NOW_MS);

const things: Record<string, unknown> = { [REVIEW]: fixture('google_business/review-changed') };
const room: ApiRoom = {
  tokens: ['seed', 'seed refresh'],
  lastHeard: () => undefined,
  nextPage: () => undefined,
  thing: (id) => things[id],
};

const api = double.api(room);

function ask({ method, url, headers, body = '' }: ApiCall): ApiResponse {
  const { pathname: path, searchParams: query } = new URL(url);
  const request: ApiRequest = { method, path, query, headers, body, nowMs: NOW_MS, messageId: '1' };
  const { answer } = api(request);
  return { status: answer.status, headers: {}, body: JSON.stringify(answer.body) };
}

const refusal = (status: number, word: string): ApiResponse => ({
  status,
  headers: {},
  body: JSON.stringify({ error: { code: status, message: 'never read', status: word } }),
});

describe('an answer to a review', () => {
  test('is put in the place of the one there is, whichever message of the talk is answered', () => {
    const { body, ...call } = render();
    expect(call).toEqual({
      method: 'PUT',
      url: `https://mybusiness.googleapis.com/v4/${REVIEW}/reply`,
      headers: { authorization: 'Bearer token-1', 'content-type': 'application/json' },
    });
    expect(JSON.parse(body ?? '')).toEqual({ comment: 'We are on it' });
  });

  test('cannot leave its path', () => {
    for (const customerId of [
      'r1',
      'accounts/1/locations/../reviews/..',
      'accounts/../locations/2/reviews/3',
      `${REVIEW}/../r2`,
      `${REVIEW}/reply`,
    ]) {
      expect(() => render({ customerId })).toThrow('review_name_broken');
    }
    expect(new URL(render({ customerId: `${REVIEW}?x=1` }).url).search).toBe('');
  });

  test.each([
    ['4,096 letters', 'a'.repeat(4_096), undefined],
    ['4,097 letters', 'a'.repeat(4_097), 'reply_too_long'],
    ['2,048 letters of two bytes', 'ü'.repeat(2_048), undefined],
    ['2,049 letters of two bytes', 'ü'.repeat(2_049), 'reply_too_long'],
    ['1,024 emojis', '📦'.repeat(1_024), undefined],
    ['1,025 emojis', '📦'.repeat(1_025), 'reply_too_long'],
  ])('%s', (_what, text, reason) => {
    if (reason) expect(() => render({ text })).toThrow(reason);
    else expect(render({ text }).body).toBe(JSON.stringify({ comment: text }));
  });

  test('has the id that it is seen under when the review is fetched', () => {
    const sent = googleBusiness.readSendResponse(
      ask(googleBusiness.renderReply(target(), credentials, NOW_MS)),
      target(),
    );
    expect(sent).toEqual({ kind: 'sent', messageId: `${REVIEW}/reply@${new Date(NOW_MS).toISOString()}` });
    const unread = googleBusiness.readSendResponse({ status: 200, headers: {}, body: '' }, target());
    expect(unread).toEqual({ kind: 'sent', messageId: 'reply:reply-1' });
  });

  test.each<[ApiResponse, object]>([
    [refusal(400, 'INVALID_ARGUMENT'), { kind: 'failed', reason: 'invalid_request' }],
    [refusal(400, 'FAILED_PRECONDITION'), { kind: 'failed', reason: 'location_unverified', blame: 'account' }],
    [refusal(401, 'UNAUTHENTICATED'), { kind: 'stale_token' }],
    [refusal(403, 'PERMISSION_DENIED'), { kind: 'failed', reason: 'permission_missing', blame: 'account' }],
    [refusal(404, 'NOT_FOUND'), { kind: 'failed', reason: 'not_found' }],
    [refusal(429, 'RESOURCE_EXHAUSTED'), { kind: 'retry', reason: 'rate_limited', retryAfterSeconds: 60 }],
    [refusal(500, 'INTERNAL'), { kind: 'doubtful' }],
  ])('%j', (response, expected) => {
    expect(googleBusiness.readSendResponse(response, target())).toMatchObject(expected);
  });
});

describe('a review that was only named', () => {
  const reference = { type: 'review', id: REVIEW };
  const event = { account: ACCOUNT, id: 'notification:7001', payload: fixture('google_business/push-camel') };
  const turn = { account: ACCOUNT, credentials, nowMs: NOW_MS };

  test('is fetched, with what has become of it', () => {
    const call = googleBusiness.fetch?.request(reference, turn);
    expect(call).toMatchObject({ method: 'GET', url: `http://127.0.0.1:1/v4/${REVIEW}` });
    const answer = call && googleBusiness.fetch?.read(ask(call), event);
    if (answer?.kind !== 'fetched') throw new Error('the review is there');
    const all = [answer.event, ...(answer.also ?? [])];
    expect(all.map(({ account }) => account)).toEqual([ACCOUNT, ACCOUNT, ACCOUNT]);
    expect(outline(all.map((each) => googleBusiness.normalise(each, RECEIVED_AT)))).toEqual([
      `message ${REVIEW} in ${REVIEW}`,
      `edit of ${REVIEW}`,
      `message ${REVIEW}/reply@2026-11-21T10:00:00.000Z out ${REVIEW}`,
    ]);
  });

  test('is asked for by nothing but its name', () => {
    expect(() => googleBusiness.fetch?.request({ type: 'review', id: '../v1/accounts' }, turn)).toThrow(
      'review_name_broken',
    );
  });

  test.each<[string, ApiResponse, object]>([
    ['taken back', refusal(404, 'NOT_FOUND'), { kind: 'gone' }],
    ['not to be seen', refusal(403, 'PERMISSION_DENIED'), { kind: 'failed', reason: 'permission_missing' }],
    ['asked for with an old token', refusal(401, 'UNAUTHENTICATED'), { kind: 'stale_token' }],
    ['asked for too often', refusal(429, 'RESOURCE_EXHAUSTED'), { kind: 'retry', reason: 'rate_limited' }],
    ['not to be had now', refusal(500, 'INTERNAL'), { kind: 'retry' }],
    ['not what was asked for', { status: 200, headers: {}, body: '{}' }, { kind: 'failed', reason: 'unreadable' }],
  ])('%s', (_what, response, expected) => {
    expect(googleBusiness.fetch?.read(response, event)).toMatchObject(expected);
  });
});

test('a token is got with the refresh token', () => {
  const call = googleBusiness.token?.request(credentials, NOW_MS);
  if (!call || !('url' in call)) throw new Error('a token is asked for');
  expect(googleBusiness.token?.read(ask(call), NOW_MS)).toMatchObject({
    kind: 'fresh',
    expiresAtMs: NOW_MS + 3_600_000,
  });
});
