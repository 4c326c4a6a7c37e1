import { describe, expect, test } from 'vitest';
import { seenIn } from '#platforms/seen.ts';
import { fixture, meanings, outline } from '../support/fixtures.ts';
import { answerOf, asked, pageOf, polled, pollOf, turnOf } from '../support/polled.ts';

const threads = fixture('youtube/threads') as { items: Record<string, unknown>[] };
const hiddenAnswer = (id: string, authorId = 'UCcustomer1') => ({
  id: `UgxThread1.${id}`,
  snippet: {
    parentId: 'UgxThread1',
    authorChannelId: { value: authorId },
    textDisplay: 'A & B',
    publishedAt: '2026-11-22T09:00:00Z',
  },
});
const answers = { kind: 'youtube#commentListResponse', items: [hiddenAnswer('late'), hiddenAnswer('ours', 'shop')] };
const turn = turnOf('youtube:shop');
const error = (reason: string) => ({ error: { code: 400, errors: [{ reason }] } });

describe('a poll of YouTube', () => {
  const first = polled('youtube', turn, [threads, { items: [] }, answers]);

  test('asks for threads by time, page by page, then for the answers that a thread does not show', () => {
    expect(first.calls).toEqual([
      {
        path: '/youtube/v3/commentThreads',
        query: {
          part: 'snippet,replies',
          maxResults: '100',
          textFormat: 'plainText',
          allThreadsRelatedToChannelId: 'shop',
          order: 'time',
        },
      },
      { path: '/youtube/v3/commentThreads', query: expect.objectContaining({ pageToken: 'page-2' }) },
      {
        path: '/youtube/v3/comments',
        query: { part: 'snippet', maxResults: '100', textFormat: 'plainText', parentId: 'UgxThread1' },
      },
    ]);
  });

  test('hands over what came, and who began the thread of an answer of ours', () => {
    expect(first.bodies.flatMap((body) => outline(meanings('youtube', body))).slice(-2)).toEqual([
      'message UgxThread1.late in UCcustomer1',
      'message UgxThread1.ours out UCcustomer1',
    ]);
  });

  test('plain text stays as it is', () => {
    const page = { ...threads, items: [threads.items[0]] };
    const [body] = polled('youtube', turn, [page]).bodies;
    expect(meanings('youtube', body)[0]).toMatchObject({
      message: { text: expect.stringContaining('&quot;XL&quot;') },
    });
  });

  test('asked again it finds nothing new, reads the least of pages, and asks for no answers', () => {
    const again = polled('youtube', { ...turn, cursor: first.cursor }, [
      threads,
      { ...threads, nextPageToken: 'page-3' },
    ]);
    expect(again.bodies).toEqual([]);
    expect(again.calls.map(({ query }) => query['pageToken'])).toEqual([undefined, 'page-2']);
    expect(seenIn(again.cursor)).toEqual(seenIn(first.cursor));
  });

  test('an edit and a new answer are news', () => {
    const changed = structuredClone(threads) as typeof threads & { items: [{ snippet: Record<string, unknown> }] };
    changed.items[0].snippet['totalReplyCount'] = 4;
    const again = polled('youtube', { ...turn, cursor: first.cursor }, [changed, { items: [] }, answers]);
    expect(again.calls.at(-1)?.query['parentId']).toBe('UgxThread1');
    const edited = JSON.parse(JSON.stringify(threads).replaceAll('08:30:00.000Z', '09:30:00.000Z')) as unknown;
    expect(polled('youtube', { ...turn, cursor: first.cursor }, [edited]).bodies).toHaveLength(1);
  });

  test('stops at what is older than three days', () => {
    const old = { ...turn, nowMs: Date.parse('2026-11-25T07:00:00.001Z') };
    expect(polled('youtube', old, [threads, answers]).calls.map(({ path }) => path)).toEqual([
      '/youtube/v3/commentThreads',
      '/youtube/v3/comments',
    ]);
    const young = { ...turn, nowMs: Date.parse('2026-11-25T07:00:00.000Z') };
    expect(polled('youtube', young, [threads, threads]).calls).toHaveLength(2);
  });

  test('a lost page and a deleted thread do not stop it', () => {
    const cursor = { page: 'gone', pages: '1', waiting: 'UgxThread1:UC1 UgxThread2', seen: 'abcdefgh' };
    const { read, request } = pollOf('youtube');
    const lost = pageOf(read(answerOf(400, error('invalidPageToken')), { ...turn, cursor }));
    expect(lost).toEqual({ kind: 'page', cursor: { waiting: cursor.waiting, seen: 'abcdefgh' }, more: true });
    const next = { ...turn, cursor: lost.cursor };
    expect(asked(request(next) as { url: string }).query['parentId']).toBe('UgxThread1');
    const deleted = pageOf(read(answerOf(404, error('commentNotFound')), next));
    expect(deleted).toEqual({ kind: 'page', cursor: { waiting: 'UgxThread2', seen: 'abcdefgh' }, more: true });
  });

  test.each<[number, unknown, unknown]>([
    [403, error('quotaExceeded'), { kind: 'retry', reason: 'quota_exceeded', retryAfterSeconds: 3_600 }],
    [403, error('commentsDisabled'), { kind: 'failed', reason: 'comments_disabled' }],
    [401, error('authError'), { kind: 'stale_token' }],
    [500, error('backendError'), { kind: 'retry' }],
    [200, '<html>', { kind: 'retry', reason: 'answer_unreadable' }],
  ])('%i %j', (status, body, expected) => {
    expect(pollOf('youtube').read(answerOf(status, body), turn)).toMatchObject(expected as object);
  });

  test('a day of polls costs less than half of a quota', () => {
    const { everySeconds, budget } = pollOf('youtube');
    expect((86_400 / everySeconds) * 2).toBeLessThan(budget.requests);
    expect(budget).toEqual({ requests: 5_000, perSeconds: 86_400 });
  });
});
