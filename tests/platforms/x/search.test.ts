import { describe, expect, test } from 'vitest';
import type { Message } from '#domain/message.ts';
import { platforms } from '#platforms/registry.ts';
import { postActivity, tweetMention } from '#platforms/x/payloads.ts';
import { idAt, timeOfId } from '#platforms/x/snowflake.ts';
import { fixture, RECEIVED_AT } from '../support/fixtures.ts';
import { answerOf, asked, polled, pollOf, turnOf } from '../support/polled.ts';
import { NOW_MS } from '../support/requests.ts';

const BRAND = '1400000000000000001';
const account = `x:${BRAND}`;
const search = fixture('x/search') as { data: { id: string }[]; meta: object };
const lastPage = { data: [], meta: { result_count: 0 } };
const credentials = { accessToken: 'token-1', more: { search: '#earshot OR "earshot app"' } };
const turn = turnOf(account, { credentials });

/** What a body means to the account, as a poll or a delivery brings it. */
function heard(body: unknown): Message[] {
  const events = platforms.x.split(body, { id: 'delivery-1', pathAccount: BRAND, headers: {} });
  return events.flatMap((event) => {
    const meaning = platforms.x.normalise(event, RECEIVED_AT);
    return meaning.kind === 'message' ? [meaning.message] : [];
  });
}

describe('what a search of X finds', () => {
  const [spoken, mention, quote, reply] = heard(search);

  test('is on a channel of its own where it speaks of the brand, and among the mentions where it speaks to it', () => {
    expect(heard(search).map(({ channel }) => channel)).toEqual(['x.post', 'x.mention', 'x.mention', 'x.mention']);
    expect(spoken).toMatchObject({ answerWith: { engaged: 'none' } });
    for (const one of [mention, quote, reply]) expect(one?.answerWith).toBeUndefined();
  });

  test('carries words, author, picture, engagement, thread and time', () => {
    expect(spoken).toMatchObject({
      account,
      id: '2124427665208246003',
      text: 'Earshot never answers #earshot',
      author: { id: '22', name: 'A Name', handle: 'a_name', followers: 9, verified: true },
      attachments: [{ type: 'photo', url: 'https://pbs.twimg.com/media/a.jpg' }],
      engagement: 4,
      threadKeys: ['2124427665208246003'],
      sentAt: '2026-11-22T09:00:00.000Z',
    });
    expect(reply).toMatchObject({ threadKeys: ['1992100000000000001', '2124427665208246000', '1992100000000000009'] });
  });

  test('each post is readable alone, with nobody else in it', () => {
    const [first] = platforms.x.split(search, { id: 'delivery-1', pathAccount: BRAND, headers: {} });
    expect(first?.payload).toMatchObject({
      includes: { users: [{ id: '22' }], tweets: [], media: [{ media_key: '3_1' }] },
    });
  });

  test('the same post by search and by either webhook is one message on one channel', () => {
    const said = {
      account: BRAND,
      customer: { id: '23', handle: 'b_name' },
      id: '2124427665208246002',
      sentAtMs: NOW_MS,
      text: '@earshot where is my order? #earshot',
    };
    for (const delivered of [postActivity(said), tweetMention(said)]) {
      const [message] = heard(delivered);
      const place = ({ id, channel, customerId, account: of }: Message) => ({ id, channel, customerId, of });
      expect(message && place(message)).toEqual(mention && place(mention));
      expect(message?.threadKeys).toEqual(mention?.threadKeys);
    }
  });

  test('an event about a post is no post that was found', () => {
    expect(heard({ data: [{ id: '1', text: 'a', event_type: 'post.create', payload: {} }] })).toEqual([]);
    expect(heard({ data: { id: '2124427665208246005', author_id: '5', text: 'alone' } })).toMatchObject([
      { channel: 'x.post' },
    ]);
  });
});

describe('a search of X', () => {
  const path = '/2/tweets/search/recent';

  test('is made only for an account that says what to look for', () => {
    expect(pollOf('x').onlyWith).toBe('search');
  });

  test('asks for what is new, without what is passed on or said by the brand, page by page', () => {
    const { calls, cursor, bodies } = polled('x', turn, [search, lastPage]);
    expect(calls[0]).toMatchObject({
      path,
      query: {
        query: `(#earshot OR "earshot app") -is:retweet -from:${BRAND}`,
        max_results: '100',
        since_id: idAt(NOW_MS - 24 * 3_600_000),
        expansions: 'author_id,attachments.media_keys,referenced_tweets.id',
      },
    });
    expect(calls[1]?.query).toMatchObject({ next_token: 'page-2', since_id: calls[0]?.query['since_id'] });
    expect(cursor).toMatchObject({ since: '2124427665208246003' });
    expect(cursor).not.toHaveProperty('page');
    expect(bodies).toHaveLength(1);
  });

  test('begins a little before the newest post, and brings nothing twice', () => {
    const { cursor } = polled('x', turn, [search, lastPage]);
    const again = polled('x', { ...turn, cursor }, [search, lastPage]);
    expect(again.bodies).toEqual([]);
    const since = again.calls[0]?.query['since_id'] ?? '';
    expect(timeOfId('2124427665208246003') - timeOfId(since)).toBe(30_000);
  });

  test('never asks for more than X gives: seven days', () => {
    const oldest = (sinceMs: number) => {
      const call = pollOf('x').request({ ...turn, cursor: { since: idAt(sinceMs) } });
      return timeOfId(asked(call).query['since_id'] ?? '');
    };
    const week = 7 * 86_400_000 - 3_600_000;
    expect(oldest(NOW_MS - week + 30_000)).toBe(NOW_MS - week);
    expect(oldest(NOW_MS - 30 * 86_400_000)).toBe(NOW_MS - week);
  });

  test('an empty answer keeps the place', () => {
    const { cursor } = polled('x', { ...turn, cursor: { since: '2124427665208246003' } }, [lastPage]);
    expect(cursor).toEqual({ since: '2124427665208246003' });
    expect(polled('x', turn, [lastPage]).cursor).toEqual({});
  });

  test('tells which tier searched', () => {
    const enterprise = { ...turn, credentials: { ...credentials, more: { ...credentials.more, tier: 'enterprise' } } };
    const [body] = polled('x', enterprise, [search, lastPage]).bodies;
    expect(heard(body)[0]).toMatchObject({ answerWith: { engaged: 'none', tier: 'enterprise' } });
  });

  test.each<[number, unknown, unknown]>([
    [401, { type: 'about:blank' }, { kind: 'stale_token' }],
    [403, { type: 'https://api.x.com/2/problems/client-forbidden' }, { kind: 'failed', reason: 'client_forbidden' }],
    [429, { type: 'https://api.x.com/2/problems/usage-capped' }, { kind: 'failed', reason: 'usage_capped' }],
    [429, '', { kind: 'retry', reason: 'rate_limited' }],
    [500, '', { kind: 'retry' }],
    [200, '<html>', { kind: 'retry', reason: 'answer_unreadable' }],
  ])('%i %j', (status, body, expected) => {
    expect(pollOf('x').read(answerOf(status, body), turn)).toMatchObject(expected as object);
  });
});
