import { describe, expect, test } from 'vitest';
import type { ApiRequest } from '#platforms/double.ts';
import { doubles } from '#platforms/doubles.ts';
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

const inbox = fixture('reddit/inbox') as { data: { children: { data: Record<string, unknown> }[] } };
const empty = { kind: 'Listing', data: { after: null, children: [] } };
const more = { clientId: 'id', clientSecret: 'secret', refreshToken: 'refresh', username: 'shop' };
const credentials = credentialsWith(more);
const turn = turnOf('reddit:shop', { credentials, nowMs: 1_795_341_600_000 });
const query = { limit: '100', raw_json: '1', mark: 'false' };

describe('a poll of Reddit', () => {
  const first = polled('reddit', turn, [inbox, empty, inbox]);

  test('asks for the inbox page by page, then for the mentions, and says who asks', () => {
    expect(first.calls).toEqual([
      { path: '/message/inbox', query },
      { path: '/message/inbox', query: { ...query, after: 't4_first' } },
      { path: '/message/mentions', query },
    ]);
    expect(pollOf('reddit').request(turn)).toMatchObject({
      headers: { authorization: 'Bearer token-1', 'user-agent': 'nodejs:earshot:v0.1 (by /u/shop)' },
    });
  });

  test('hands a mention over once, whichever list has it', () => {
    expect(first.bodies).toHaveLength(1);
  });

  test('asked again it brings nothing; a deletion is news', () => {
    const again = (body: unknown) => polled('reddit', { ...turn, cursor: first.cursor }, [body, empty]);
    expect([again(inbox).bodies, again(inbox).calls.length]).toEqual([[], 2]);
    const deleted = structuredClone(inbox);
    Object.assign(deleted.data.children[0]?.data ?? {}, { body: '[deleted]', author: '[deleted]' });
    expect(again(deleted).bodies.flatMap((body) => outline(meanings('reddit', body)))).toEqual([
      'deletion of t1_reply',
    ]);
  });

  test('stops at what is older than three days', () => {
    const oldest = 1_795_341_600_000 + 72 * 3_600_000;
    expect(polled('reddit', { ...turn, nowMs: oldest }, [inbox, empty, empty]).calls).toHaveLength(3);
    expect(polled('reddit', { ...turn, nowMs: oldest + 1 }, [inbox, empty, empty]).calls).toHaveLength(2);
  });

  test('leaves the end of a window to replies, and goes on from there', () => {
    const read = (remaining: string) =>
      pageOf(pollOf('reddit').read(answerOf(200, inbox, { 'x-ratelimit-remaining': remaining }), turn));
    expect([read('20.0').more, read('19.0').more]).toEqual([true, false]);
    expect(read('19.0').cursor).toMatchObject({ list: 'inbox', page: 't4_first' });
  });

  test.each<[number, unknown, unknown]>([
    [401, { message: 'Unauthorized', error: 401 }, { kind: 'stale_token' }],
    [403, { message: 'Forbidden', error: 403 }, { kind: 'failed', reason: 'forbidden' }],
    [429, '', { kind: 'retry', reason: 'rate_limited', retryAfterSeconds: 42 }],
    [502, '<html>', { kind: 'retry' }],
    [200, '<html>', { kind: 'retry', reason: 'answer_unreadable' }],
  ])('%i %j', (status, body, expected) => {
    const answer = answerOf(status, body, { 'x-ratelimit-reset': '41.5' });
    expect(pollOf('reddit').read(answer, turn)).toMatchObject(expected as object);
  });
});

describe('an answer on Reddit', () => {
  const target = replyTo({ account: 'reddit:shop', channel: 'reddit.comment', inReplyTo: 't1_reply' });
  const dm = { ...target, channel: 'reddit.dm', visibility: 'private', inReplyTo: 't4_second' } as const;
  const render = (one: typeof target) => platforms.reddit.renderReply(one, credentials, NOW_MS);

  test('is a form, to the thing that is answered', () => {
    const call = render(target);
    expect(asked(call)).toEqual({ path: '/api/comment', query: {} });
    expect(call.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'nodejs:earshot:v0.1 (by /u/shop)',
    });
    expect(Object.fromEntries(new URLSearchParams(call.body))).toEqual({
      api_type: 'json',
      raw_json: '1',
      thing_id: 't1_reply',
      text: 'We are on it',
    });
    expect(new URLSearchParams(render(dm).body).get('thing_id')).toBe('t4_second');
  });

  test.each([
    ['a private answer to a comment', { ...dm, inReplyTo: 't1_reply' }],
    ['a private answer to a post', { ...dm, inReplyTo: 't3_post' }],
    ['a public answer to a private message', { ...target, inReplyTo: 't4_second' }],
    ['an answer to nothing', { ...target, inReplyTo: 'reply' }],
  ])('%s is not rendered', (_what, one) => {
    expect(() => render(one)).toThrow('reply_target_missing');
  });

  const errors = (code: string, rest: object = {}) => ({ json: { errors: [[code, 'words', 'field']], ...rest } });

  test.each<[number, unknown, unknown]>([
    [
      200,
      { json: { errors: [], data: { things: [{ kind: 't1', data: { name: 't1_new' } }] } } },
      { kind: 'sent', messageId: 't1_new' },
    ],
    [200, { json: { errors: [], data: { things: [] } } }, { kind: 'failed', reason: 'reply_blocked' }],
    [200, { json: { errors: [] } }, { kind: 'failed', reason: 'reply_blocked' }],
    [200, '<html>', { kind: 'doubtful', reason: 'answer_unreadable' }],
    [200, errors('RATELIMIT', { ratelimit: 170.2 }), { kind: 'retry', reason: 'rate_limited', retryAfterSeconds: 171 }],
    [200, errors('RATELIMIT'), { kind: 'retry', reason: 'rate_limited', retryAfterSeconds: 600 }],
    [200, errors('USER_REQUIRED'), { kind: 'stale_token' }],
    [200, errors('THREAD_LOCKED'), { kind: 'failed', reason: 'thread_closed', blame: 'reply' }],
    [200, errors('COMMENT_LOCKED'), { kind: 'failed', reason: 'thread_closed' }],
    [200, errors('TOO_OLD'), { kind: 'failed', reason: 'thread_closed' }],
    [200, errors('DELETED_COMMENT'), { kind: 'failed', reason: 'not_found' }],
    [200, errors('DELETED_LINK'), { kind: 'failed', reason: 'not_found' }],
    [200, errors('TOO_LONG'), { kind: 'failed', reason: 'too_long' }],
    [200, errors('NO_TEXT'), { kind: 'failed', reason: 'invalid_request' }],
    [200, errors('BAD_COMMENT'), { kind: 'failed', reason: 'invalid_request' }],
    [200, errors('USER_BLOCKED'), { kind: 'failed', reason: 'recipient_unavailable', blame: 'customer' }],
    [200, errors('USER_BLOCKED_MESSAGE'), { kind: 'failed', reason: 'recipient_unavailable', blame: 'customer' }],
    [
      200,
      errors('NOT_WHITELISTED_BY_USER_MESSAGE'),
      { kind: 'failed', reason: 'recipient_unavailable', blame: 'customer' },
    ],
    [200, errors('USER_DOESNT_EXIST'), { kind: 'failed', reason: 'recipient_unknown', blame: 'customer' }],
    [200, errors('NO_USER'), { kind: 'failed', reason: 'recipient_unknown', blame: 'customer' }],
    [200, errors('SUBREDDIT_NOTALLOWED'), { kind: 'failed', reason: 'forbidden', blame: 'reply' }],
    [200, errors('BANNED_FROM_SUBREDDIT'), { kind: 'failed', reason: 'forbidden', blame: 'reply' }],
    [200, errors('INVALID_USER'), { kind: 'failed', reason: 'account_restricted', blame: 'account' }],
    [200, errors('SOMETHING_IS_BROKEN'), { kind: 'doubtful', reason: 'server_error' }],
    [200, errors('A_NEW_WORD'), { kind: 'failed', reason: 'invalid_request', platformCode: 'A_NEW_WORD' }],
    [401, '', { kind: 'stale_token' }],
    [403, { message: 'Forbidden' }, { kind: 'failed', reason: 'forbidden' }],
    [500, '', { kind: 'doubtful' }],
  ])('%i %j', (status, body, expected) => {
    expect(outcomeOf('reddit', target, answerOf(status, body))).toMatchObject(expected as object);
  });
});

describe('the token of Reddit', () => {
  const call = platforms.reddit.token?.request(credentials, NOW_MS) as {
    url: string;
    headers: Record<string, string>;
    body: string;
  };

  test("is asked for with the app's name and a refresh token", () => {
    expect(call.url).toBe('https://www.reddit.com/api/v1/access_token');
    expect(call.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('id:secret').toString('base64')}`,
      'user-agent': 'nodejs:earshot:v0.1 (by /u/shop)',
    });
    expect(call.body).toBe('grant_type=refresh_token&refresh_token=refresh');
    expect(() => platforms.reddit.token?.request(credentialsWith({ ...more, username: '' }), NOW_MS)).toThrow(
      'credentials_missing',
    );
  });

  test('opens the double, which knows nobody without a name', () => {
    const api = doubles.reddit.api({
      tokens: ['refresh'],
      lastHeard: () => undefined,
      nextPage: () => undefined,
      thing: () => undefined,
    });
    const ask = (request: Partial<ApiRequest>) =>
      api({
        method: 'POST',
        path: '/api/v1/access_token',
        query: new URLSearchParams(),
        headers: {},
        body: '',
        nowMs: NOW_MS,
        messageId: '91',
        ...request,
      }).answer;
    const { access_token: token } = ask({ headers: call.headers, body: call.body }).body as { access_token: string };
    const headers = { 'user-agent': call.headers['user-agent'], authorization: `Bearer ${token}` };
    const get = { method: 'GET', path: '/message/inbox' };
    expect(ask({ ...get, headers }).status).toBe(200);
    expect(ask({ ...get, headers: { authorization: `Bearer ${token}` } }).status).toBe(429);
    expect(ask({ ...get, headers: { ...headers, authorization: 'Bearer other' } }).status).toBe(401);
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    const comment = (body: string) => ask({ path: '/api/comment', headers: form, body });
    expect(comment(`api_type=json&thing_id=t1_a&text=${'a'.repeat(10_001)}`).body).toMatchObject({
      json: { errors: [['TOO_LONG', 'TOO_LONG', 'text']] },
    });
    expect(comment('api_type=json&thing_id=t1_a&text=').body).toMatchObject({
      json: { errors: [['NO_TEXT', 'NO_TEXT', 'text']] },
    });
    expect(comment('api_type=json&thing_id=a&text=a').status).toBe(403);
    expect(ask({ path: '/api/comment', headers, body: '{}' }).status).toBe(400);
  });
});
