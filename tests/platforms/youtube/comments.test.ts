import { describe, expect, test } from 'vitest';
import { textOfHtml } from '#platforms/html-text.ts';
import { fixture, meanings, outline } from '../support/fixtures.ts';

describe('comments on YouTube', () => {
  const all = meanings('youtube', fixture('youtube/threads'));

  test('are messages, the answers of the channel among them; what was edited is told as its words and an edit', () => {
    expect(outline(all)).toEqual([
      'message UgxThread1 in UCcustomer1',
      'message UgxThread1.answer1 out UCcustomer1',
      'message UgxThread1.answer2 in UCcustomer2',
      'edit of UgxThread1.answer2',
      'ignored own_post',
    ]);
  });

  test('carry words, author, thread and time', () => {
    expect(all[0]).toMatchObject({
      message: {
        account: 'youtube:shop',
        channel: 'youtube.comment',
        visibility: 'public',
        text: `Does it fit "XL" & up?\nLink: example.com/a 'now'`,
        author: { id: 'UCcustomer1', handle: 'someone' },
        threadKeys: ['UgxThread1'],
        answerWith: { parentId: 'UgxThread1' },
        engagement: 7,
        sentAt: '2026-11-22T08:00:00.000Z',
      },
    });
  });

  test('an answer is in the thread of its parent, and textOriginal goes before the HTML', () => {
    expect(all[2]).toMatchObject({
      message: {
        text: 'I <3 it & more',
        author: { id: 'UCcustomer2', name: 'Somebody Else' },
        threadKeys: ['UgxThread1'],
        inReplyTo: 'UgxThread1',
        answerWith: { parentId: 'UgxThread1' },
      },
    });
    expect(all[3]).toMatchObject({ amendment: { text: 'I <3 it & more', at: '2026-11-22T08:30:00.000Z' } });
  });

  const lone = (snippet: Record<string, unknown>) =>
    meanings('youtube', { kind: 'youtube#comment', id: 'c-1', snippet })[0];

  test.each<[string, Record<string, unknown>, unknown]>([
    ['a bare author id', { authorChannelId: 'UC9', textDisplay: 'a' }, { customerId: 'UC9' }],
    [
      'a channel that is gone: known by the comment',
      { textDisplay: 'a' },
      { customerId: 'c-1', author: { id: 'c-1' } },
    ],
    ['a comment without words', { authorChannelId: 'UC9' }, { text: undefined }],
    ['null in every optional field', { authorChannelId: 'UC9', likeCount: null, publishedAt: null }, { id: 'c-1' }],
    ['a number that came as digits', { authorChannelId: 'UC9', likeCount: '3' }, { engagement: 3 }],
  ])('%s', (_what, snippet, expected) => {
    expect(lone(snippet)).toMatchObject({ message: expected as object });
  });

  test("the channel's answer in its own thread is for nobody we know", () => {
    expect(lone({ authorChannelId: 'shop', parentId: 'UgxThread2' })).toEqual({ kind: 'ignored', reason: 'own_post' });
  });

  test('what is no comment is kept whole', () => {
    expect(outline(meanings('youtube', { items: [{ kind: 'youtube#video', id: 'v' }, 7] }))).toEqual([
      'unknown youtube#video',
      'unknown body',
    ]);
  });
});

test.each([
  ['Entities once: &amp;lt; &lt;b&gt; &nosuch; &#128230; &#x1F4E6;', 'Entities once: &lt; <b> &nosuch; 📦 📦'],
  ['<p>one</p><p>two<br/>three</p>', 'one\n\ntwo\nthree'],
  ['a < b and c > d, &#0; &#99999999;', 'a < b and c > d, &#0; &#99999999;'],
])('HTML reads as it was written: %s', (html, text) => {
  expect(textOfHtml(html)).toBe(text);
});
