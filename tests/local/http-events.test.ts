import { describe, expect, it } from 'vitest';
import { corsHeaders } from '#local/http/cors.ts';
import { answerOf } from '#local/http/function-response.ts';
import { claimsOf, scopesOf } from '#local/http/jwt-claims.ts';
import { isText } from '#local/http/request-event.ts';

describe('bodies of requests', () => {
  it.each([
    ['application/json', true],
    ['application/json; charset=utf-8', true],
    ['application/problem+json', true],
    ['application/xml', true],
    ['text/plain', true],
    [undefined, true],
    ['application/x-www-form-urlencoded', false],
    ['application/octet-stream', false],
    ['image/png', false],
    ['multipart/form-data; boundary=x', false],
  ])('%s as text: %s', (contentType, expected) => {
    expect(isText(contentType)).toBe(expected);
  });

  it('never passes compressed bodies as text', () => {
    expect(isText('application/json', 'gzip')).toBe(false);
  });
});

describe('answers of functions', () => {
  const answered = (result: unknown): unknown => {
    const answer = answerOf(JSON.stringify(result));
    return answer && { ...answer, body: answer.body.toString() };
  };

  it('takes status, headers, cookies and body', () => {
    expect(answered({ statusCode: 201, headers: { 'X-A': 1 }, cookies: ['a=1'], body: 'text' })).toEqual({
      status: 201,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'x-a': '1', 'set-cookie': ['a=1'] },
      body: 'text',
    });
  });

  it('decodes base64', () => {
    expect(answered({ statusCode: '200', body: 'aGk=', isBase64Encoded: true })).toMatchObject({
      status: 200,
      body: 'hi',
    });
  });

  it.each([
    [{ a: 1 }, '{"a":1}'],
    ['words', 'words'],
    [[1, 2], '[1,2]'],
    [null, 'null'],
  ])('makes a 200 of what has no status: %j', (result, body) => {
    expect(answered(result)).toEqual({ status: 200, headers: { 'content-type': 'application/json' }, body });
  });

  it.each([{ statusCode: 'many' }, { statusCode: 42 }, { statusCode: null }])('makes nothing of %j', (result) => {
    expect(answered(result)).toBeUndefined();
  });
});

describe('claims', () => {
  it('are texts, lists as API Gateway writes them', () => {
    const claims = claimsOf({
      sub: 'a',
      exp: 12,
      verified: true,
      'cognito:groups': ['agent', 'lead'],
      none: null,
      address: { city: 'x' },
    });
    expect(claims).toEqual({
      sub: 'a',
      exp: '12',
      verified: 'true',
      'cognito:groups': '[agent lead]',
      address: '{"city":"x"}',
    });
  });

  it('scopes come from scope or scp, text or list', () => {
    expect(scopesOf({ scope: 'a b' })).toEqual(['a', 'b']);
    expect(scopesOf({ scp: ['a', 'b'] })).toEqual(['a', 'b']);
    expect(scopesOf({})).toEqual([]);
  });
});

describe('CORS', () => {
  const settings = {
    AllowOrigins: ['https://a'],
    AllowHeaders: ['authorization'],
    AllowMethods: ['GET', 'POST'],
    ExposeHeaders: ['etag'],
    MaxAge: 60,
  };

  it('answers allowed origins only', () => {
    expect(corsHeaders(settings, 'https://b', true)).toEqual({});
    expect(corsHeaders(settings, undefined, true)).toEqual({});
    expect(corsHeaders(undefined, 'https://a', false)).toEqual({});
  });

  it('tells a preflight what may come, and an answer what may be read', () => {
    expect(corsHeaders(settings, 'https://a', true)).toEqual({
      'access-control-allow-origin': 'https://a',
      'access-control-allow-headers': 'authorization',
      'access-control-allow-methods': 'GET,POST',
      'access-control-max-age': '60',
    });
    expect(corsHeaders(settings, 'https://a', false)).toEqual({
      'access-control-allow-origin': 'https://a',
      'access-control-expose-headers': 'etag',
    });
  });
});
