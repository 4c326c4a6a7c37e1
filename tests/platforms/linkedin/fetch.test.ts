import { describe, expect, test } from 'vitest';
import { double } from '#platforms/linkedin/double.ts';
import { linkedInFetch } from '#platforms/linkedin/fetch.ts';
import { linkedIn } from '#platforms/linkedin/index.ts';
import { littleText } from '#platforms/linkedin/little-text.ts';
import { outline, pieces, RECEIVED_AT } from '../support/fixtures.ts';

const POST = 'urn:li:activity:7400000000000000001';
const COMMENT = `urn:li:comment:(${POST},7400000000000000014)`;
const MEMBER = 'urn:li:person:member1';

/** A notification without its decoration. */
function bare(action: string, generatedActivity: string) {
  const organizationalEntity = 'urn:li:organization:5515715';
  const body = { notifications: [{ action, organizationalEntity, generatedActivity, lastModifiedAt: 1795339900456 }] };
  const [event] = pieces('linkedin', body);
  if (!event) throw new Error('no event');
  return event;
}

function read(event: ReturnType<typeof bare>, status: number, body: unknown) {
  const answer = linkedIn.fetch?.read({ status, headers: {}, body: JSON.stringify(body) }, event);
  return answer?.kind === 'fetched' ? linkedIn.normalise(answer.event, RECEIVED_AT) : answer;
}

describe('what a notification only names', () => {
  const turn = { account: 'linkedin:5515715', credentials: { accessToken: 'token-1' }, nowMs: 0 };
  const asked = (id: string) => linkedIn.fetch?.request({ type: 'any', id }, turn);

  test('is asked for by its name, under the headers that LinkedIn demands', () => {
    expect(asked(COMMENT)).toEqual({
      method: 'GET',
      url: 'https://api.linkedin.com/rest/socialActions/urn%3Ali%3Aactivity%3A7400000000000000001/comments/7400000000000000014',
      headers: {
        authorization: 'Bearer token-1',
        'linkedin-version': expect.stringMatching(/^\d{6}$/),
        'x-restli-protocol-version': '2.0.0',
      },
    });
    expect(asked('urn:li:share:7')?.url).toBe('https://api.linkedin.com/rest/posts/urn%3Ali%3Ashare%3A7');
  });

  test('is a message like one that came whole', () => {
    const event = bare('COMMENT', COMMENT.replace('(urn:li:', '('));
    expect(outline([linkedIn.normalise(event, RECEIVED_AT)])).toEqual([`reference comment ${COMMENT}`]);
    expect(read(event, 200, { actor: MEMBER, message: { text: 'Is it open?' }, parentComment: COMMENT })).toMatchObject(
      {
        message: {
          id: COMMENT,
          text: 'Is it open?',
          author: { id: MEMBER },
          inReplyTo: COMMENT,
          sentAt: '2026-11-22T09:31:40.456Z',
        },
      },
    );
  });

  test('may be an edit, a mention, the words of the brand itself, or nothing but a post passed on', () => {
    const share = 'urn:li:share:7';
    const written = { author: MEMBER, commentary: 'Thanks, @[The Shop](urn:li:organization:5515715)\\!' };
    const comment = { actor: MEMBER, message: { text: 'Is it open today?' } };
    expect(read(bare('COMMENT_EDIT', COMMENT), 200, comment)).toMatchObject({
      amendment: { text: 'Is it open today?' },
    });
    expect(read(bare('SHARE_MENTION', share), 200, written)).toMatchObject({
      message: { channel: 'linkedin.mention', text: 'Thanks, @The Shop\\!' },
    });
    const own = { actor: 'urn:li:organization:5515715', message: { text: 'Yes' } };
    expect(read(bare('COMMENT', COMMENT), 200, own)).toEqual({ kind: 'ignored', reason: 'own_post' });
    expect(read(bare('SHARE', share), 200, { author: MEMBER, commentary: '' })).toEqual({
      kind: 'ignored',
      reason: 'repost',
    });
  });

  test('is never asked for twice', () => {
    for (const action of ['COMMENT', 'COMMENT_EDIT', 'SHARE', 'SHARE_MENTION']) {
      const meaning = read(bare(action, action.startsWith('C') ? COMMENT : 'urn:li:share:7'), 200, { actor: MEMBER });
      expect(meaning?.kind).not.toBe('reference');
    }
  });

  test.each<[number, unknown, object]>([
    [404, { code: 'NOT_FOUND' }, { kind: 'gone' }],
    [200, { id: '9' }, { kind: 'failed', reason: 'unreadable' }],
    [200, '<html>', { kind: 'failed', reason: 'unreadable' }],
    [401, { code: 'EXPIRED_ACCESS_TOKEN' }, { kind: 'stale_token' }],
    [403, { code: 'ACCESS_DENIED' }, { kind: 'failed', reason: 'permission_missing', platformCode: 'ACCESS_DENIED' }],
    [429, { serviceErrorCode: 101 }, { kind: 'retry', reason: 'rate_limited' }],
    [500, { code: 'INTERNAL_SERVER_ERROR' }, { kind: 'retry', reason: 'unavailable' }],
    [400, {}, { kind: 'failed', reason: 'invalid_request', platformCode: '400' }],
  ])('%i %j', (status, body, expected) => {
    expect(read(bare('COMMENT', COMMENT), status, body)).toMatchObject(expected);
  });
});

test('the double gives out what it holds, by the same name', () => {
  const things: Readonly<Record<string, unknown>> = {
    [COMMENT]: { actor: MEMBER },
    'urn:li:share:7': { author: MEMBER },
  };
  const room = { tokens: ['token-1'], lastHeard: () => undefined, nextPage: () => undefined };
  const api = double.api({ ...room, thing: (id) => things[id] });
  const answerTo = (id: string) => {
    const turn = { account: 'linkedin:5515715', credentials: { accessToken: 'token-1' }, nowMs: 0 };
    const { method, url, headers } = linkedInFetch.request({ type: 'any', id }, turn);
    const path = new URL(url).pathname;
    return api({ method, path, query: new URLSearchParams(), headers, body: '', nowMs: 0, messageId: '9' }).answer;
  };
  expect(answerTo(COMMENT)).toEqual({ status: 200, body: { actor: MEMBER } });
  expect(answerTo('urn:li:share:7')).toEqual({ status: 200, body: { author: MEMBER } });
  expect(answerTo('urn:li:share:8').status).toBe(404);
});

test.each([
  ['Hello World', 'Hello World'],
  ['Hello @[Acme \\(Corp\\)](urn:li:organization:1234), {hashtag|\\#|open}', 'Hello @Acme (Corp), #open'],
  ['1 \\< 2 \\* 3 \\| \\[a\\] \\\\ \\@me', '1 < 2 * 3 | [a] \\ @me'],
  ['{hashtag|＃|été} @[A] (urn:li:person:1)', '＃été @A'],
  ['C:\\new {hashtag| @[ ](', 'C:\\new {hashtag| @[ ]('],
])('a post written %j reads %j', (commentary, words) => {
  expect(littleText(commentary)).toBe(words);
});
