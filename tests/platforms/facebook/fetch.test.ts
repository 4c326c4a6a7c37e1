import { expect, test } from 'vitest';
import { facebook } from '#platforms/facebook/index.ts';
import { fixture, outline, pieces, RECEIVED_AT } from '../support/fixtures.ts';

const event = pieces('facebook', fixture('facebook/mentions'))[1];
const read = (status: number, body: unknown) => {
  if (!event || !facebook.fetch) throw new Error('nothing to fetch');
  const answer = facebook.fetch.read({ status, headers: {}, body: JSON.stringify(body) }, event);
  return answer.kind === 'fetched' ? facebook.normalise(answer.event, RECEIVED_AT) : answer;
};
const error = (code: number, error_subcode?: number) => ({ error: { code, error_subcode } });

test('a mention is asked for by its id, with what is read of it', () => {
  const turn = { account: 'facebook:100', credentials: { accessToken: 't' }, nowMs: 0 };
  const url = (type: string) => facebook.fetch?.request({ type, id: '400_82' }, turn).url ?? '';
  expect(new URL(url('mentioned_post')).pathname).toBe('/v26.0/400_82');
  expect(new URL(url('mentioned_post')).searchParams.get('fields')).toContain('message,from,created_time');
  expect(new URL(url('mentioned_comment')).searchParams.get('fields')).toContain('parent{id}');
});

test('what was fetched is a message', () => {
  const from = { id: '400', name: 'Another Page' };
  const fetched = { id: '400_82', message: 'Ask The Shop', from, created_time: '2026-11-22T09:31:40+0000' };
  expect(read(200, fetched)).toMatchObject({
    message: {
      channel: 'facebook.mention',
      id: '400_82',
      text: 'Ask The Shop',
      author: from,
      sentAt: '2026-11-22T09:31:40.000Z',
    },
  });
});

test('a post without words is a message of its address, and is not asked for again', () => {
  const meaning = read(200, { id: '400_82', permalink_url: 'https://social.example/82' });
  expect('kind' in meaning && meaning.kind === 'message' ? outline([meaning]) : meaning).toEqual([
    'message 400_82 in 400',
  ]);
});

test("of the page's own answer, what it answers is asked for; it is recorded as said to whoever wrote that", () => {
  const own = pieces('facebook', fixture('facebook/posts')).at(-1);
  const named = own && facebook.normalise(own, RECEIVED_AT);
  if (!own || named?.kind !== 'reference' || !facebook.fetch) throw new Error('nothing to fetch');
  const { url } = facebook.fetch.request(named.reference, {
    account: own.account,
    credentials: { accessToken: 't' },
    nowMs: 0,
  });
  expect(url).toBe('https://graph.facebook.com/v26.0/100000000000001_62?fields=from');
  const answerOf = (from: unknown) =>
    facebook.fetch?.read({ status: 200, headers: {}, body: JSON.stringify({ id: '1', from }) }, own);
  const answer = answerOf({ id: '300000000000001', name: 'Sam Visitor' });
  expect(answer?.kind === 'fetched' && outline([facebook.normalise(answer.event, RECEIVED_AT)])).toEqual([
    'message 62_63 out 300000000000001',
  ]);
  expect(answerOf(undefined)).toEqual({ kind: 'gone' });
});

test.each<[string, number, unknown, object]>([
  ['deleted meanwhile', 400, error(100, 33), { kind: 'gone' }],
  ['not found', 404, '', { kind: 'gone' }],
  ['nothing in it', 200, { id: '1' }, { kind: 'gone' }],
  ['too many calls', 400, error(4), { kind: 'retry', reason: 'rate_limited' }],
  ['an unknown error', 500, error(1), { kind: 'retry' }],
  ['a gateway down', 502, '<html>', { kind: 'retry' }],
  ['an old token', 400, error(190), { kind: 'stale_token' }],
  ['a right withdrawn', 403, error(200), { kind: 'failed', reason: 'permission_missing', platformCode: '200' }],
])('%s', (_what, status, body, expected) => {
  expect(read(status, body)).toMatchObject(expected);
});
