import { describe, expect, test } from 'vitest';
import type { ApiResponse } from '#platforms/api-call.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';

const TARGET: ReplyTarget = {
  replyKey: 'reply-1',
  account: 'x:1',
  channel: 'x.dm',
  visibility: 'private',
  customerId: '2',
  text: 'We are on it',
  inReplyTo: '3',
};

type Answer = Omit<ApiResponse, 'body' | 'headers'> & { body: unknown; headers?: ApiResponse['headers'] };

function read(platform: PlatformName, { status, body, headers = {} }: Answer): SendOutcome {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return platforms[platform].readSendResponse({ status, headers, body: text }, TARGET);
}

const problem = (name: string) => ({
  title: 'A title',
  detail: 'A detail',
  type: `https://api.x.com/2/problems/${name}`,
});
const graph = (code: number, error_subcode?: number) => ({
  error: { message: 'words', type: 'OAuthException', code, error_subcode },
});

const failed = (reason: string, platformCode: string) => ({ kind: 'failed', reason, platformCode });

describe("X's answer", () => {
  test.each<[string, number, unknown, unknown]>([
    ['a post is sent under its id', 201, { data: { id: '9', text: 't' } }, { kind: 'sent', messageId: '9' }],
    ['a DM is sent under its event id', 201, { data: { dm_event_id: '9' } }, { kind: 'sent', messageId: '9' }],
    [
      'data beside errors is sent',
      200,
      { data: { id: '9' }, errors: [problem('x')] },
      { kind: 'sent', messageId: '9' },
    ],
    ['a 2xx that cannot be read is sent', 200, '<html>', { kind: 'sent', messageId: 'reply:reply-1' }],
    ['a 204 is sent', 204, '', { kind: 'sent', messageId: 'reply:reply-1' }],
    ['errors in place of data are doubtful', 200, { errors: [problem('invalid-request')] }, { kind: 'doubtful' }],
    ['a bad request fails', 400, problem('invalid-request'), failed('invalid_request', 'invalid-request')],
    [
      'a bad token fails',
      401,
      { title: 'Unauthorized', type: 'about:blank' },
      { kind: 'stale_token', platformCode: '401' },
    ],
    [
      'an app without enrolment fails',
      403,
      problem('client-forbidden'),
      failed('client_forbidden', 'client-forbidden'),
    ],
    ['a plain refusal fails', 403, { type: 'about:blank', detail: 'duplicate content' }, failed('forbidden', '403')],
    ['an old code is read', 403, { errors: [{ code: 349, message: 'words' }] }, failed('recipient_unavailable', '349')],
    ['a used-up plan fails, though it is a 429', 429, problem('usage-capped'), failed('usage_capped', 'usage-capped')],
    ['a rate limit is retried', 429, problem('rate-limit-exceeded'), { kind: 'retry', reason: 'rate_limited' }],
    ['an overload is retried', 503, '', { kind: 'retry', reason: 'unavailable' }],
    ['a 500 is doubtful', 500, '', { kind: 'doubtful', reason: 'server_error', platformCode: '500' }],
    ['a 502 is doubtful', 502, '<html>', { kind: 'doubtful' }],
    ['a 504 is doubtful', 504, '', { kind: 'doubtful' }],
    ['a redirect fails', 302, '', failed('rejected', '302')],
  ])('%s', (_rule, status, body, expected) => {
    expect(read('x', { status, body })).toMatchObject(expected as object);
  });

  test('tells how long to wait, in seconds or against its own clock', () => {
    const date = 'Sun, 22 Nov 2026 10:00:00 GMT';
    const reset = String(Date.UTC(2026, 10, 22, 10, 14, 30) / 1000);
    const wait = (headers: ApiResponse['headers']) => read('x', { status: 429, body: '', headers });
    expect(wait({ 'retry-after': '7' })).toMatchObject({ retryAfterSeconds: 7 });
    expect(wait({ date, 'x-rate-limit-reset': reset })).toMatchObject({ retryAfterSeconds: 870 });
    expect(wait({ date, 'retry-after': 'Sun, 22 Nov 2026 10:01:00 GMT' })).toMatchObject({ retryAfterSeconds: 60 });
    expect(wait({ date, 'x-rate-limit-reset': '1' })).toMatchObject({ retryAfterSeconds: 0 });
    expect(wait({ 'x-rate-limit-reset': reset })).toMatchObject({ retryAfterSeconds: undefined });
    expect(wait({ date, 'retry-after': 'soon' })).toMatchObject({ retryAfterSeconds: undefined });
  });
});

describe("Messenger's answer", () => {
  test.each<[string, number, unknown, unknown]>([
    [
      'a message is sent under its id',
      200,
      { recipient_id: '2', message_id: 'm_9' },
      { kind: 'sent', messageId: 'm_9' },
    ],
    ['a 2xx without an id is sent', 200, {}, { kind: 'sent', messageId: 'reply:reply-1' }],
    ['an expired token fails', 401, graph(190, 463), { kind: 'stale_token', platformCode: '190/463' }],
    ['outside the window fails', 403, graph(10, 2018278), failed('outside_window', '10/2018278')],
    ['a missing permission fails', 403, graph(10), failed('permission_missing', '10')],
    ['a restricted page fails', 403, graph(10, 1893063), failed('account_restricted', '10/1893063')],
    ['a person out of reach fails', 400, graph(551, 1545041), failed('recipient_unavailable', '551/1545041')],
    ['an unknown person fails', 400, graph(100, 2018001), failed('recipient_unknown', '100/2018001')],
    ['an unknown code fails', 400, graph(9999), failed('invalid_request', '9999')],
    ['a code in a string is read', 400, { error: { code: '190' } }, { kind: 'stale_token', platformCode: '190' }],
    ['613 is retried', 400, graph(613), { kind: 'retry', reason: 'rate_limited' }],
    ['4 is retried', 403, graph(4), { kind: 'retry', reason: 'rate_limited' }],
    ['32 is retried', 400, graph(32), { kind: 'retry', reason: 'rate_limited' }],
    ['80006 is retried', 400, graph(80006), { kind: 'retry', reason: 'rate_limited' }],
    ['1200 is retried, though it is a 500', 500, graph(1200), { kind: 'retry', reason: 'temporary' }],
    ['2 is retried', 500, graph(2), { kind: 'retry', reason: 'temporary' }],
    ['1 is doubtful', 500, graph(1), { kind: 'doubtful', reason: 'unknown_error', platformCode: '1' }],
    ['429 is retried', 429, '', { kind: 'retry', reason: 'rate_limited' }],
    ['503 is retried', 503, '', { kind: 'retry', reason: 'unavailable' }],
    ['502 is doubtful', 502, '<html>', { kind: 'doubtful', reason: 'server_error' }],
    ['an unknown code with a 500 is doubtful', 500, graph(9999), { kind: 'doubtful', platformCode: '9999' }],
  ])('%s', (_rule, status, body, expected) => {
    expect(read('messenger', { status, body })).toMatchObject(expected as object);
  });
});

describe('the answer of a system behind the generic inlet', () => {
  test.each<[string, number, unknown, unknown]>([
    ['names the message', 200, { id: 'mail-9' }, { kind: 'sent', messageId: 'mail-9' }],
    ['may be empty', 202, '', { kind: 'sent', messageId: 'reply:reply-1' }],
    ['ends the endpoint with 410', 410, '', failed('endpoint_gone', '410')],
    ['is retried after a 500, because it knows the reply', 500, '', { kind: 'retry', reason: 'unavailable' }],
    ['is retried after a 504', 504, '', { kind: 'retry', reason: 'unavailable' }],
    ['is retried after a 429', 429, '', { kind: 'retry', reason: 'rate_limited' }],
    ['fails with a 400', 400, '', failed('invalid_request', '400')],
  ])('%s', (_rule, status, body, expected) => {
    expect(read('standard', { status, body })).toMatchObject(expected as object);
  });
});

test.each(Object.keys(platforms) as PlatformName[])('no answer makes %s throw', (platform) => {
  const bodies = [
    '',
    '[]',
    'null',
    '{"error":null}',
    '{"errors":{}}',
    '{"data":[]}',
    '{"error":{"code":{}}}',
    '{"type":7}',
  ];
  for (const body of bodies) {
    for (const status of [100, 200, 301, 400, 404, 418, 429, 500, 503, 599]) {
      expect(read(platform, { status, body }).kind).toMatch(/^(sent|failed|retry|doubtful)$/);
    }
  }
});
