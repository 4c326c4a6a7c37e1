import { describe, expect, test } from 'vitest';
import type { ApiResponse } from '#platforms/api-call.ts';
import { double } from '#platforms/line/double.ts';
import { line } from '#platforms/line/index.ts';
import { lineReplies } from '#platforms/line/limits.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { NOW_MS } from '../support/requests.ts';

const USER = `U${'1a'.repeat(16)}`;
const GROUP = `C${'2b'.repeat(16)}`;
const CREDENTIALS = { accessToken: 'token-1' };

const target = (changes: Partial<ReplyTarget> = {}): ReplyTarget => ({
  replyKey: 'reply-1',
  account: 'line:U9',
  channel: 'line.dm',
  visibility: 'private',
  customerId: USER,
  text: 'We are on it',
  inReplyTo: '5601',
  answerWith: { to: USER },
  ...changes,
});

const render = (changes: Partial<ReplyTarget> = {}) => line.renderReply(target(changes), CREDENTIALS, NOW_MS);
const bodyOf = (changes: Partial<ReplyTarget> = {}): unknown => JSON.parse(render(changes).body ?? '');

describe('a reply', () => {
  test('is a push, never an answer by the reply token that lives a minute', () => {
    const { body, ...call } = render();
    expect(call).toEqual({
      method: 'POST',
      url: 'https://api.line.me/v2/bot/message/push',
      headers: {
        authorization: 'Bearer token-1',
        'content-type': 'application/json',
        'x-line-retry-key': expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
      },
    });
    expect(JSON.parse(body ?? '')).toEqual({ to: USER, messages: [{ type: 'text', text: 'We are on it' }] });
  });

  test('has one retry key, however often it is rendered, and another reply has another', () => {
    const keyOf = (changes: Partial<ReplyTarget>) => render(changes).headers['x-line-retry-key'];
    expect(keyOf({ text: 'We are on it' })).toBe(keyOf({ text: 'In other words' }));
    const keys = [keyOf({}), keyOf({ replyKey: 'reply-2' }), keyOf({ account: 'line:U8' })];
    expect(new Set(keys).size).toBe(3);
  });

  test('in a group goes to the group and quotes the question', () => {
    const answerWith = { to: GROUP, quoteToken: 'q-2' };
    expect(bodyOf({ channel: 'line.group', visibility: 'public', answerWith })).toEqual({
      to: GROUP,
      messages: [{ type: 'text', text: 'We are on it', quoteToken: 'q-2' }],
    });
  });

  test('finds the person without what was kept for it, but never guesses a group', () => {
    expect(bodyOf({ answerWith: undefined })).toMatchObject({ to: USER });
    const nowhere = { channel: 'line.group', visibility: 'public', answerWith: undefined } as const;
    expect(() => render(nowhere)).toThrow('recipient_unknown');
  });

  test.each([
    ['5,000', 'a'.repeat(5_000), undefined],
    ['5,001', 'a'.repeat(5_001), 'reply_too_long'],
    ['2,500 emojis of 5,000', '📦'.repeat(2_500), undefined],
    ['2,501 emojis of 5,002', '📦'.repeat(2_501), 'reply_too_long'],
  ])('%s UTF-16 units', (_what, text, reason) => {
    if (reason) expect(() => render({ text })).toThrow(reason);
    else expect(bodyOf({ text })).toMatchObject({ messages: [{ text }] });
  });

  test('in standby is refused, because another one answers', () => {
    for (const [rule] of Object.values(lineReplies)) {
      expect(rule?.refuses?.({ answerWith: { to: USER, mode: 'standby' } })).toBe('standby');
      expect(rule?.refuses?.({ answerWith: { to: USER } })).toBeUndefined();
    }
  });
});

const response = (status: number, body: unknown): ApiResponse => ({ status, headers: {}, body: JSON.stringify(body) });

describe('an answer', () => {
  test.each<[string, ApiResponse, object]>([
    ['accepted', response(200, { sentMessages: [{ id: '461', quoteToken: 'q' }] }), { kind: 'sent', messageId: '461' }],
    [
      'accepted before',
      response(409, { message: 'known', sentMessages: [{ id: '461' }] }),
      { kind: 'sent', messageId: '461' },
    ],
    [
      'accepted before, and nothing told',
      response(409, { message: 'known' }),
      { kind: 'sent', messageId: 'reply:reply-1' },
    ],
    ['accepted without an id', response(200, {}), { kind: 'sent', messageId: 'reply:reply-1' }],
    ['malformed', response(400, { message: 'no' }), { kind: 'failed', reason: 'invalid_request', platformCode: '400' }],
    ['a wrong token', response(401, { message: 'no' }), { kind: 'stale_token' }],
    ['without a right', response(403, {}), { kind: 'failed', reason: 'permission_missing', blame: 'account' }],
    ['no such call', response(404, {}), { kind: 'failed', reason: 'not_found' }],
    ['too large', response(413, {}), { kind: 'failed', reason: 'reply_too_long' }],
    ['too many', response(429, { message: 'no' }), { kind: 'retry', reason: 'rate_limited', retryAfterSeconds: 60 }],
    ['in trouble', response(500, {}), { kind: 'doubtful', reason: 'server_error' }],
    ['unavailable', response(503, {}), { kind: 'retry', reason: 'unavailable' }],
  ])('%s', (_what, answer, expected) => {
    expect(line.readSendResponse(answer, target())).toMatchObject(expected);
  });
});

test('a push that is repeated is sent once, and has the id of the first', () => {
  const tokens = ['token-1'];
  const nothing = () => undefined;
  const api = double.api({ tokens, lastHeard: nothing, nextPage: nothing, thing: nothing });
  const { url, body = '', headers } = render();
  const request = {
    method: 'POST',
    path: new URL(url).pathname,
    query: new URLSearchParams(),
    headers,
    body,
    nowMs: NOW_MS,
  };
  const [first, second] = ['1', '2'].map((messageId) => api({ ...request, messageId }));
  expect(first?.sent).toMatchObject({ text: 'We are on it', customerId: USER });
  expect(second?.sent).toBeUndefined();
  const outcomes = [first, second].map((judged) => {
    const { status = 0, body: answer } = judged?.answer ?? {};
    return line.readSendResponse(response(status, answer), target());
  });
  expect(outcomes).toEqual([
    { kind: 'sent', messageId: '1' },
    { kind: 'sent', messageId: '1' },
  ]);
});

describe('a push that is too much', () => {
  test.each([
    ['The API rate limit has been exceeded. Try again later.', { kind: 'retry', reason: 'rate_limited' }],
    ['You have reached your monthly limit.', { kind: 'failed', reason: 'quota_used_up', blame: 'account' }],
    [undefined, { kind: 'retry', reason: 'rate_limited' }],
  ])('%s', (message, expected) => {
    const response: ApiResponse = { status: 429, headers: {}, body: JSON.stringify({ message }) };
    expect(line.readSendResponse(response, target())).toMatchObject(expected);
  });
});
