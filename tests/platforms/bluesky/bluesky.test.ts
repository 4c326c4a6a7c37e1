import { describe, expect, it } from 'vitest';
import { bluesky } from '#platforms/bluesky/index.ts';
import type { PollTurn } from '#platforms/poll.ts';
import { fixture, meanings, meaningsOf, outline } from '../support/fixtures.ts';
import { NOW_MS } from '../support/requests.ts';

const ACCOUNT = 'bluesky:did:plc:shop';
const credentials = { accessToken: 'token', more: { identifier: 'shop.example', appPassword: 'word' } };

/** The fixture's events, as the account `did:plc:shop` gets them. */
function heard() {
  const events = bluesky.split(fixture('bluesky/notifications'), { id: 'd', pathAccount: 'did:plc:shop', headers: {} });
  return events.map((event) => bluesky.normalise(event, '2026-11-22T10:00:00.000Z'));
}

const messages = () => heard().flatMap((one) => (one.kind === 'message' ? [one.message] : []));

describe('a page of Bluesky', () => {
  it('is words, and what is none says why', () => {
    expect(outline(heard())).toEqual([
      'message at://did:plc:asha/app.bsky.feed.post/3kaa1 in did:plc:asha',
      'message at://did:plc:ben/app.bsky.feed.post/3kab2 in did:plc:ben',
      'message at://did:plc:cleo/app.bsky.feed.post/3kac3 in did:plc:cleo',
      'ignored like',
      'ignored own_post',
      'unknown poked',
    ]);
  });

  it('tells who, what and when, with pictures behind the quoted post', () => {
    expect(messages()[0]).toMatchObject({
      account: ACCOUNT,
      text: '@shop.example the lid is cracked 😞',
      author: { id: 'did:plc:asha', name: 'Asha', handle: 'asha.example', verified: true },
      language: 'en',
      sentAt: '2026-11-22T09:58:00.123Z',
      attachments: [
        { type: 'image', id: 'bafypicture', url: expect.stringContaining('/did:plc:asha/bafypicture@jpeg') },
      ],
    });
  });

  it('names both ends of the thread for the answer; a post that begins one is both', () => {
    expect(messages().map(({ answerWith }) => answerWith?.['rootUri'])).toEqual([
      'at://did:plc:asha/app.bsky.feed.post/3kaa1',
      'at://did:plc:shop/app.bsky.feed.post/3k0',
      'at://did:plc:cleo/app.bsky.feed.post/3kac3',
    ]);
    expect(messages()[1]).toMatchObject({
      threadKeys: [
        'at://did:plc:shop/app.bsky.feed.post/3k0',
        'at://did:plc:ben/app.bsky.feed.post/3kab2',
        'at://did:plc:shop/app.bsky.feed.post/3k1',
      ],
      answerWith: { rootCid: 'bafyzero', parentUri: 'at://did:plc:ben/app.bsky.feed.post/3kab2', parentCid: 'bafytwo' },
    });
  });

  it('does not believe a time that the network saw a day later: a film without words', () => {
    expect(messages()[2]).toMatchObject({
      sentAt: '2026-11-22T09:56:01.000Z',
      attachments: [{ type: 'video', id: 'bafyfilm' }],
    });
    expect(messages()[2]?.text).toBeUndefined();
    expect(messages()[2]?.author.name).toBeUndefined();
  });

  it('may be a thread, whose posts are read each once', () => {
    const post = (name: string) => ({
      uri: `at://did:plc:${name}/p/1`,
      cid: name,
      author: { did: `did:plc:${name}` },
      record: { text: name, createdAt: '2026-11-22T09:00:00Z' },
      likeCount: 2,
      replyCount: 1,
    });
    const thread = {
      post: post('a'),
      parent: { post: post('b') },
      replies: [{ post: post('c'), replies: [] }, { $type: 'app.bsky.feed.defs#notFoundPost' }],
    };
    expect(outline(meanings('bluesky', { thread }))).toEqual(
      ['b', 'a', 'c'].map((name) => `message at://did:plc:${name}/p/1 in did:plc:${name}`),
    );
    expect(meanings('bluesky', { feed: [{ post: post('a') }] })).toMatchObject([{ message: { engagement: 3 } }]);
    expect(outline(meanings('bluesky', { notifications: [] }))).toEqual(['unknown body']);
    expect(meaningsOf('bluesky/notifications')).toHaveLength(6);
  });
});

describe('polling Bluesky', () => {
  const turn = (cursor?: Record<string, string>): PollTurn => ({
    account: ACCOUNT,
    credentials,
    cursor,
    nowMs: NOW_MS,
  });
  const answer = (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) });
  const page = fixture('bluesky/notifications') as { notifications: unknown[] };

  it('asks for the first page, then for the one after', () => {
    expect(bluesky.poll?.request(turn()).url).toBe(
      'https://bsky.social/xrpc/app.bsky.notification.listNotifications?limit=100',
    );
    expect(bluesky.poll?.request(turn({ page: 'next' })).url).toContain('&cursor=next');
  });

  it('goes on to the next page while everything is new, and stops at what it knows', () => {
    const first = bluesky.poll?.read(answer(page), turn());
    expect(first).toMatchObject({ kind: 'page', more: true, cursor: { page: '2026-11-21T08:00:00.000Z' } });
    const cursor = first?.kind === 'page' ? first.cursor : {};
    const fresh = { uri: 'at://x/y/z', cid: 'c', reason: 'mention', indexedAt: '2026-11-22T09:59:00.000Z' };
    const next = bluesky.poll?.read(answer({ ...page, notifications: [fresh, ...page.notifications] }), turn(cursor));
    expect(next).toMatchObject({ more: false, body: { notifications: [fresh] } });
    expect(bluesky.poll?.read(answer(page), turn(cursor))).toEqual({
      kind: 'page',
      more: false,
      cursor: { seen: cursor['seen'] },
    });
  });

  it('stops at what is older than three days', () => {
    const old = { uri: 'at://x/y/z', cid: 'c', reason: 'mention', indexedAt: '2026-11-19T09:59:59.000Z' };
    expect(bluesky.poll?.read(answer({ cursor: 'more', notifications: [old] }), turn())).toMatchObject({ more: false });
    const edge = { ...old, indexedAt: '2026-11-19T10:00:00.000Z' };
    expect(bluesky.poll?.read(answer({ cursor: 'more', notifications: [edge] }), turn())).toMatchObject({ more: true });
  });

  it.each([
    [400, 'ExpiredToken', { kind: 'stale_token', platformCode: 'ExpiredToken' }],
    [429, 'RateLimitExceeded', { kind: 'retry', reason: 'rate_limited', retryAfterSeconds: 90 }],
    [400, 'AccountTakedown', { kind: 'failed', reason: 'account_suspended', platformCode: 'AccountTakedown' }],
    [502, 'UpstreamFailure', { kind: 'retry', reason: 'unavailable' }],
    [500, 'InternalServerError', { kind: 'retry', reason: 'server_error' }],
  ])('reads a refusal by its word: %s %s', (status, error, expected) => {
    const headers = {
      date: 'Sun, 22 Nov 2026 10:00:00 GMT',
      ...(status === 429 && { 'ratelimit-reset': String(NOW_MS / 1000 + 90) }),
    };
    const body = JSON.stringify({ error, message: 'for people' });
    expect(bluesky.poll?.read({ status, headers, body }, turn())).toMatchObject(expected);
  });
});
