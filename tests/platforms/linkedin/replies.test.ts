import { describe, expect, test } from 'vitest';
import type { ApiResponse } from '#platforms/api-call.ts';
import { double } from '#platforms/linkedin/double.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { platforms } from '#platforms/registry.ts';
import { NOW_MS } from '../support/requests.ts';

const { linkedin } = platforms;
const POST = 'urn:li:activity:7400000000000000001';
const COMMENT = `urn:li:comment:(${POST},7400000000000000011)`;
const TARGET: ReplyTarget = {
  replyKey: 'reply-1',
  account: 'linkedin:5515715',
  channel: 'linkedin.comment',
  visibility: 'public',
  customerId: 'urn:li:person:member1',
  text: 'On Monday',
  inReplyTo: COMMENT,
};

const render = (changes: Partial<ReplyTarget> = {}) =>
  linkedin.renderReply({ ...TARGET, ...changes }, { accessToken: 'token-1' }, NOW_MS);

const read = (response: Partial<ApiResponse>) =>
  linkedin.readSendResponse({ status: 200, headers: {}, body: '', ...response }, TARGET);

describe('a reply', () => {
  test('to a comment stands below it, under the headers that LinkedIn demands', () => {
    const { body, ...call } = render();
    expect(call).toEqual({
      method: 'POST',
      url: `https://api.linkedin.com/rest/socialActions/urn%3Ali%3Acomment%3A%28urn%3Ali%3Aactivity%3A7400000000000000001%2C7400000000000000011%29/comments`,
      headers: {
        authorization: 'Bearer token-1',
        'content-type': 'application/json',
        'linkedin-version': expect.stringMatching(/^\d{6}$/),
        'x-restli-protocol-version': '2.0.0',
      },
    });
    const actor = 'urn:li:organization:5515715';
    expect(JSON.parse(body ?? '')).toEqual({
      actor,
      object: POST,
      parentComment: COMMENT,
      message: { text: 'On Monday' },
    });
  });

  test('to a mention is a comment on the post', () => {
    const { url, body } = render({ channel: 'linkedin.mention', inReplyTo: 'urn:li:share:7' });
    expect(new URL(url).pathname).toBe('/rest/socialActions/urn%3Ali%3Ashare%3A7/comments');
    expect(JSON.parse(body ?? '')).toMatchObject({ object: 'urn:li:share:7' });
    expect(JSON.parse(body ?? '')).not.toHaveProperty('parentComment');
  });

  test('reaches LinkedIn under one spelling, whatever it was stored under', () => {
    const short = COMMENT.replace('(urn:li:', '(');
    expect(render({ inReplyTo: short })).toEqual(render());
  });

  test('of a brand page is written in the name of the brand page', () => {
    const { body } = render({ account: 'linkedin:organizationBrand:77' });
    expect(JSON.parse(body ?? '')).toMatchObject({ actor: 'urn:li:organizationBrand:77' });
  });

  test('has 1,250 characters at most, and answers something', () => {
    expect(() => render({ text: 'a'.repeat(1_250) })).not.toThrow();
    expect(() => render({ text: 'a'.repeat(1_251) })).toThrow('reply_too_long');
    expect(() => render({ inReplyTo: '' })).toThrow('reply_target_missing');
    expect(() => render({ visibility: 'private' })).toThrow('visibility_contradiction');
  });
});

describe("LinkedIn's answer", () => {
  const failed = (reason: string, platformCode: string, blame: string) => ({
    kind: 'failed',
    reason,
    platformCode,
    blame,
  });

  test.each<[string, Partial<ApiResponse>]>([
    ['by its URN', { status: 201, body: `{"id":"9","$URN":"urn:li:comment:(${POST},9)"}` }],
    [
      'by its URN in the short spelling',
      { status: 201, body: '{"commentUrn":"urn:li:comment:(activity:7400000000000000001,9)"}' },
    ],
    ['by its number', { status: 201, body: '{"id":"9"}' }],
    ['by the header alone', { status: 201, headers: { 'x-restli-id': '9' } }],
    ['by a URN in the header', { status: 201, headers: { 'x-restli-id': `urn:li:comment:(${POST},9)` } }],
  ])('names the comment %s', (_how, response) => {
    expect(read(response)).toEqual({ kind: 'sent', messageId: `urn:li:comment:(${POST},9)` });
  });

  test('is sent without a name too', () => {
    expect(read({ status: 201 })).toEqual({ kind: 'sent', messageId: 'reply:reply-1' });
  });

  test.each<[number, string | number, unknown]>([
    [401, 'INVALID_ACCESS_TOKEN', { kind: 'stale_token', platformCode: 'INVALID_ACCESS_TOKEN' }],
    [401, 'EXPIRED_ACCESS_TOKEN', { kind: 'stale_token' }],
    [401, 'REVOKED_ACCESS_TOKEN', failed('token_revoked', 'REVOKED_ACCESS_TOKEN', 'account')],
    [401, 65600, { kind: 'stale_token', platformCode: '65600' }],
    [401, 65601, failed('token_revoked', '65601', 'account')],
    [401, 65602, { kind: 'stale_token', platformCode: '65602' }],
    [403, 'ACCESS_DENIED', failed('permission_missing', 'ACCESS_DENIED', 'account')],
    [403, 100, failed('permission_missing', '100', 'account')],
    [400, 'VERSION_MISSING', failed('version_missing', 'VERSION_MISSING', 'account')],
    [426, 'NONEXISTENT_VERSION', failed('version_retired', 'NONEXISTENT_VERSION', 'account')],
    [429, 'TOO_MANY_REQUESTS', { kind: 'retry', reason: 'rate_limited' }],
    [429, 101, { kind: 'retry', reason: 'rate_limited' }],
    [400, 'FIELD_LENGTH_TOO_LONG', failed('too_long', 'FIELD_LENGTH_TOO_LONG', 'reply')],
    [404, 'RESOURCE_NOT_FOUND', failed('not_found', 'RESOURCE_NOT_FOUND', 'reply')],
    [404, 'NOT_FOUND', failed('not_found', 'NOT_FOUND', 'reply')],
    [400, 'ANOTHER', { kind: 'failed', reason: 'invalid_request', platformCode: 'ANOTHER' }],
    [500, 'INTERNAL_SERVER_ERROR', { kind: 'doubtful', reason: 'server_error' }],
    [500, 'TOO_MANY_REQUESTS', { kind: 'doubtful', reason: 'server_error' }],
    [503, 'UNAVAILABLE', { kind: 'retry', reason: 'unavailable' }],
  ])('%s %s is read by its code', (status, code, expected) => {
    const body = typeof code === 'number' ? { status, serviceErrorCode: code } : { status, code };
    expect(read({ status, body: JSON.stringify(body) })).toMatchObject(expected as object);
  });
});

describe('the double refuses what LinkedIn would', () => {
  const api = double.api({
    tokens: ['token-1'],
    lastHeard: () => undefined,
    nextPage: () => undefined,
    thing: () => undefined,
  });
  const { url, headers, body = '' } = render();
  const request = {
    method: 'POST',
    path: new URL(url).pathname,
    query: new URLSearchParams(),
    headers,
    body,
    nowMs: NOW_MS,
    messageId: '9',
  };
  const without = (name: string) => Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

  test.each<[string, Partial<typeof request>, number]>([
    ['nothing wrong', {}, 201],
    ['no version', { headers: without('linkedin-version') }, 400],
    ['no protocol version', { headers: without('x-restli-protocol-version') }, 400],
    ['bare parentheses in the path', { path: `/rest/socialActions/${COMMENT}/comments` }, 404],
    ['another parent', { body: body.replace('0011)', '0012)') }, 400],
    ['another actor', { body: body.replace('organization:5515715', 'person:me') }, 400],
    ['a text of 1,251', { body: body.replace('On Monday', 'a'.repeat(1_251)) }, 400],
    ['a token that is gone', { headers: { ...headers, authorization: 'Bearer old' } }, 401],
  ])('%s', (_what, changes, status) => {
    const judgement = api({ ...request, ...changes });
    expect(judgement.answer.status).toBe(status);
    expect(judgement.sent !== undefined).toBe(status === 201);
  });
});
