import { describe, expect, test } from 'vitest';
import type { ApiRequest } from '#platforms/double.ts';
import { doubles } from '#platforms/doubles.ts';
import { platforms } from '#platforms/registry.ts';
import { answerRule } from '#platforms/reply-rules.ts';
import { answerOf, asked, credentialsWith, outcomeOf, replyTo } from '../support/polled.ts';
import { NOW_MS } from '../support/requests.ts';

const { youtube } = platforms;
const target = replyTo({ account: 'youtube:shop', channel: 'youtube.comment', inReplyTo: 'Ugx1.answer' });
const render = (changes: Partial<typeof target> = {}) =>
  youtube.renderReply({ ...target, ...changes }, { accessToken: 't' }, NOW_MS);
const error = (reason: string, status?: string) => ({ error: { errors: [{ reason }], status } });

describe('an answer on YouTube', () => {
  test('goes to the first comment of the thread', () => {
    expect(JSON.parse(render().body ?? '')).toEqual({ snippet: { parentId: 'Ugx1', textOriginal: 'We are on it' } });
    const known = render({ answerWith: { parentId: 'Ugx7' } });
    expect(JSON.parse(known.body ?? '')).toMatchObject({ snippet: { parentId: 'Ugx7' } });
    expect(asked(known)).toEqual({ path: '/youtube/v3/comments', query: { part: 'snippet' } });
    expect(() => render({ inReplyTo: '' })).toThrow('reply_target_missing');
  });

  test('hiding holds a comment for review', () => {
    const call = render({ hide: true, text: '' });
    expect(call.body).toBeUndefined();
    expect(asked(call)).toEqual({
      path: '/youtube/v3/comments/setModerationStatus',
      query: { id: 'Ugx1.answer', moderationStatus: 'heldForReview' },
    });
    expect(outcomeOf('youtube', { ...target, hide: true }, answerOf(204, ''))).toEqual({
      kind: 'sent',
      messageId: 'Ugx1.answer',
    });
  });

  test('is not offered where a thread takes none', () => {
    const rule = answerRule(youtube.replies, 'youtube.comment', 'public');
    expect(rule?.refuses?.({ answerWith: { closed: 'true' } })).toBe('thread_closed');
    expect(rule?.refuses?.({ answerWith: { parentId: '1' } })).toBeUndefined();
  });

  test.each<[number, unknown, unknown]>([
    [200, { id: 'Ugx1.new' }, { kind: 'sent', messageId: 'Ugx1.new' }],
    [200, '', { kind: 'sent', messageId: 'reply:reply-1' }],
    [400, error('commentTextTooLong'), { kind: 'failed', reason: 'too_long', blame: 'reply' }],
    [400, error('commentTextRequired'), { kind: 'failed', reason: 'invalid_request' }],
    [400, error('invalidCommentMetadata'), { kind: 'failed', reason: 'invalid_request' }],
    [400, error('operationNotSupported'), { kind: 'failed', reason: 'reply_restricted' }],
    [400, error('parentCommentIsPrivate'), { kind: 'failed', reason: 'reply_restricted' }],
    [400, error('parentIdMissing'), { kind: 'failed', reason: 'invalid_request' }],
    [404, error('parentCommentNotFound'), { kind: 'failed', reason: 'not_found' }],
    [404, error('commentNotFound'), { kind: 'failed', reason: 'not_found' }],
    [404, error('videoNotFound'), { kind: 'failed', reason: 'not_found' }],
    [404, error('channelNotFound'), { kind: 'failed', reason: 'account_not_found', blame: 'account' }],
    [403, error('commentsDisabled'), { kind: 'failed', reason: 'comments_disabled', blame: 'reply' }],
    [403, error('forbidden'), { kind: 'failed', reason: 'forbidden', blame: 'reply' }],
    [403, error('ineligibleAccount'), { kind: 'failed', reason: 'account_without_channel', blame: 'account' }],
    [403, error('youtubeSignupRequired'), { kind: 'failed', reason: 'account_without_channel', blame: 'account' }],
    [403, error('authenticatedUserAccountClosed'), { kind: 'failed', reason: 'account_closed', blame: 'account' }],
    [
      403,
      error('authenticatedUserAccountSuspended'),
      { kind: 'failed', reason: 'account_suspended', blame: 'account' },
    ],
    [403, error('insufficientPermissions'), { kind: 'failed', reason: 'permission_missing', blame: 'account' }],
    [403, error('accessNotConfigured'), { kind: 'failed', reason: 'api_not_enabled', blame: 'account' }],
    [400, error('processingFailure'), { kind: 'retry', reason: 'processing_failure', retryAfterSeconds: 60 }],
    [403, error('quotaExceeded'), { kind: 'retry', reason: 'quota_exceeded', retryAfterSeconds: 3_600 }],
    [403, error('dailyLimitExceeded'), { kind: 'retry', reason: 'quota_exceeded' }],
    [403, error('rateLimitExceeded'), { kind: 'retry', reason: 'rate_limited' }],
    [403, error('userRateLimitExceeded'), { kind: 'retry', reason: 'rate_limited' }],
    [401, error('authError', 'UNAUTHENTICATED'), { kind: 'stale_token', platformCode: 'authError' }],
    [403, error('somethingNew', 'PERMISSION_DENIED'), { kind: 'failed', reason: 'permission_missing' }],
    [403, '<html>', { kind: 'failed', reason: 'forbidden', platformCode: '403' }],
    [500, error('backendError'), { kind: 'doubtful', platformCode: 'backendError' }],
  ])('%i %j', (status, body, expected) => {
    expect(outcomeOf('youtube', target, answerOf(status, body))).toMatchObject(expected as object);
  });
});

describe('the token of a channel', () => {
  const credentials = credentialsWith({ clientId: 'id', clientSecret: 'secret', refreshToken: 'refresh' });

  test('is asked for with a refresh token', () => {
    const call = youtube.token?.request(credentials, NOW_MS);
    expect(call).toMatchObject({ method: 'POST', url: 'https://oauth2.googleapis.com/token' });
    expect(Object.fromEntries(new URLSearchParams((call as { body: string }).body))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'id',
      client_secret: 'secret',
      refresh_token: 'refresh',
    });
    expect(() => youtube.token?.request(credentialsWith({ clientId: 'id' }), NOW_MS)).toThrow('credentials_missing');
  });

  test.each<[number, unknown, unknown]>([
    [
      200,
      { access_token: 'a', expires_in: 3599 },
      { kind: 'fresh', accessToken: 'a', expiresAtMs: NOW_MS + 3_599_000 },
    ],
    [200, { access_token: 'a' }, { kind: 'fresh', expiresAtMs: NOW_MS + 1_800_000 }],
    [200, { access_token: 'a', refresh_token: 'r' }, { kind: 'fresh', keep: { refreshToken: 'r' } }],
    [200, '<html>', { kind: 'retry' }],
    [400, { error: 'invalid_grant' }, { kind: 'refused', reason: 'grant_withdrawn', platformCode: 'invalid_grant' }],
    [401, { error: 'invalid_client' }, { kind: 'refused', reason: 'client_refused', platformCode: 'invalid_client' }],
    [403, '', { kind: 'refused', reason: 'client_refused', platformCode: '403' }],
    [429, '', { kind: 'retry' }],
    [503, '', { kind: 'retry' }],
  ])('%i %j', (status, body, expected) => {
    expect(youtube.token?.read(answerOf(status, body), NOW_MS)).toMatchObject(expected as object);
  });
});

describe('YouTube as it is played', () => {
  const double = doubles.youtube;
  const { more = {}, accessToken } = double.credentials('seed');
  const api = double.api({
    tokens: [accessToken, ...Object.values(more)],
    lastHeard: () => undefined,
    nextPage: () => undefined,
    thing: () => undefined,
  });
  const ask = (request: Partial<ApiRequest>) =>
    api({
      method: 'POST',
      path: '/youtube/v3/comments',
      query: new URLSearchParams({ part: 'snippet' }),
      headers: { authorization: `Bearer ${accessToken}` },
      body: '',
      nowMs: NOW_MS,
      messageId: '9',
      ...request,
    });
  const insert = (parentId: string, textOriginal: string) =>
    ask({ body: JSON.stringify({ snippet: { parentId, textOriginal } }) }).answer;

  test('gives a token for a refresh token, and takes it', () => {
    const form = { path: '/token', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    const { answer } = ask({ ...form, body: `refresh_token=${encodeURIComponent(more['refreshToken'] ?? '')}` });
    const fresh = (answer.body as { access_token: string }).access_token;
    expect(ask({ headers: { authorization: `Bearer ${fresh}` }, body: '{}' }).answer.status).toBe(400);
    expect(ask({ headers: { authorization: 'Bearer other' } }).answer.status).toBe(401);
    expect(ask({ ...form, body: 'refresh_token=other' }).answer).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect(ask({ ...form, headers: {}, body: 'refresh_token=other' }).answer.status).toBe(400);
  });

  test('refuses what YouTube refuses', () => {
    const reason = (text: string) => ({ body: { error: { errors: [{ reason: text }] } } });
    expect(insert('Ugx1.answer', 'a')).toMatchObject(reason('operationNotSupported'));
    expect(insert('Ugx1', 'a'.repeat(10_001))).toMatchObject(reason('commentTextTooLong'));
    expect(insert('Ugx1', ' ')).toMatchObject(reason('commentTextRequired'));
    expect(insert('Ugx1', 'a'.repeat(10_000))).toMatchObject({ status: 200, body: { id: 'Ugx1.9' } });
    expect(ask({ query: new URLSearchParams() }).answer.status).toBe(400);
    expect(ask({ method: 'GET', path: '/youtube/v3/commentThreads', query: new URLSearchParams() }).answer.status).toBe(
      400,
    );
    expect(
      ask({ path: '/youtube/v3/comments/setModerationStatus', query: new URLSearchParams({ id: '1' }) }).answer.status,
    ).toBe(400);
    expect(ask({ path: '/youtube/v3/videos' }).answer.status).toBe(404);
  });
});
