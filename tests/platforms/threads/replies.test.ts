import { describe, expect, test } from 'vitest';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { platforms } from '#platforms/registry.ts';
import { double } from '#platforms/threads/double.ts';
import { NOW_MS } from '../support/requests.ts';

const { threads } = platforms;
const TARGET: ReplyTarget = {
  replyKey: 'reply-1',
  account: `threads:${double.account}`,
  channel: 'threads.reply',
  visibility: 'public',
  customerId: 'customer_1',
  text: 'It is back & green 🌿',
  inReplyTo: '18000000000000011',
};

const render = (changes: Partial<ReplyTarget> = {}) =>
  threads.renderReply({ ...TARGET, ...changes }, { accessToken: 'token-1' }, NOW_MS);

describe('a reply', () => {
  test('is made and published in one call', () => {
    const { body, ...call } = render();
    expect(call).toEqual({
      method: 'POST',
      url: `https://graph.threads.net/v1.0/${double.account}/threads`,
      headers: { authorization: 'Bearer token-1', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      media_type: 'TEXT',
      text: 'It is back & green 🌿',
      reply_to_id: '18000000000000011',
      auto_publish_text: 'true',
    });
  });

  test('has 500 characters at most, an emoji as many as its bytes', () => {
    expect(() => render({ text: 'a'.repeat(500) })).not.toThrow();
    expect(() => render({ text: 'a'.repeat(501) })).toThrow('reply_too_long');
    expect(() => render({ text: '🌿'.repeat(125) })).not.toThrow();
    expect(() => render({ text: '🌿'.repeat(126) })).toThrow('reply_too_long');
  });

  test('answers a post, or is not sent', () => {
    expect(() => render({ inReplyTo: '' })).toThrow('reply_target_missing');
  });

  test('cannot leave its path by a strange id', () => {
    expect(new URL(render({ account: 'threads:../me' }).url).pathname).toBe('/v1.0/..%2Fme/threads');
  });
});

describe('hiding', () => {
  const hide = { hide: true, text: '' } as const;

  test('names the reply and has no words', () => {
    const { url, body } = render(hide);
    expect(url).toBe('https://graph.threads.net/v1.0/18000000000000011/manage_reply');
    expect(body).toBe('hide=true');
    expect(
      threads.readSendResponse({ status: 200, headers: {}, body: '{"success":true}' }, { ...TARGET, ...hide }),
    ).toEqual({ kind: 'sent', messageId: '18000000000000011' });
  });

  test('is for replies to the post itself; a mention is on a post of somebody else', () => {
    const rule = threads.replies['threads.reply']?.find(({ kind }) => kind === 'hide');
    expect(rule?.refuses?.({ answerWith: undefined })).toBeUndefined();
    expect(rule?.refuses?.({ answerWith: { nested: 'true' } })).toBe('only_top_level_replies');
    expect(() => render({ ...hide, channel: 'threads.mention' })).toThrow('cannot_hide');
  });
});

describe("Threads' answer", () => {
  const read = (status: number, body: unknown) =>
    threads.readSendResponse({ status, headers: {}, body: JSON.stringify(body) }, TARGET);
  const error = (code: number, error_subcode?: number) => ({ error: { type: 'THApiException', code, error_subcode } });
  const failed = (reason: string, platformCode: string) => ({ kind: 'failed', reason, platformCode });

  test.each<[number, unknown, unknown]>([
    [200, { id: '9' }, { kind: 'sent', messageId: '9' }],
    [200, {}, { kind: 'sent', messageId: 'reply:reply-1' }],
    [400, error(100, 33), failed('not_found', '100/33')],
    [400, error(24), failed('not_found', '24')],
    [400, error(24, 4279009), { kind: 'retry', reason: 'not_ready' }],
    [400, error(100), failed('invalid_request', '100')],
    [401, error(190, 463), { kind: 'stale_token', platformCode: '190/463' }],
    [403, error(10), { ...failed('permission_missing', '10'), blame: 'account' }],
    [400, error(4), { kind: 'retry', reason: 'rate_limited' }],
    [500, error(2), { kind: 'retry', reason: 'temporary' }],
    [500, error(1), { kind: 'doubtful', reason: 'unknown_error' }],
    [502, '<html>', { kind: 'doubtful', reason: 'server_error' }],
  ])('%i %j', (status, body, expected) => {
    expect(read(status, body)).toMatchObject(expected as object);
  });
});

describe('the double refuses what Threads would', () => {
  const room = { tokens: ['token-1'], lastHeard: () => undefined, nextPage: () => undefined, thing: () => undefined };
  const api = double.api(room);
  const { url, headers, body = '' } = render();
  const at = { method: 'POST', path: new URL(url).pathname, query: new URLSearchParams(), headers, body };
  const request = { ...at, nowMs: NOW_MS, messageId: '9' };

  test.each<[string, Partial<typeof request>, number]>([
    ['nothing wrong', {}, 200],
    ['a container that nobody publishes', { body: body.replace('&auto_publish_text=true', '') }, 400],
    ['an answer to nothing', { body: body.replace('&reply_to_id=18000000000000011', '') }, 400],
    ['an emoji too many', { body: body.replace('It', encodeURIComponent('🌿'.repeat(126))) }, 400],
    ['another account', { path: '/v1.0/1/threads' }, 400],
    ['a token that is gone', { headers: { ...headers, authorization: 'Bearer old' } }, 400],
  ])('%s', (_what, changes, status) => {
    const judgement = api({ ...request, ...changes });
    expect(judgement.answer.status).toBe(status);
    expect(judgement.sent !== undefined).toBe(status === 200);
  });
});
