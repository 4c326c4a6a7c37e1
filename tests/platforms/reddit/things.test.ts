import { describe, expect, test } from 'vitest';
import type { Message } from '#domain/message.ts';
import { fixture, meanings, outline } from '../support/fixtures.ts';

const inbox = fixture('reddit/inbox');

describe('things of Reddit', () => {
  const all = meanings('reddit', inbox);
  const said = (id: string): Message | undefined =>
    all.flatMap((meaning) => (meaning.kind === 'message' && meaning.message.id === id ? [meaning.message] : []))[0];

  test('are messages, edits and deletions, in order; our own words are not heard', () => {
    expect(outline(all)).toEqual([
      'message t1_reply in t2_one',
      'message t1_mention in another',
      'edit of t1_mention',
      'message t4_second in t2_one',
      'ignored own_post',
      'deletion of t1_gone',
      'deletion of t1_removed',
      'message t4_mods in r/shops',
      'message t1_left in t1_left',
      'message t3_post1 in t2_one',
      'unknown more',
    ]);
  });

  test('an answer in the inbox is in the thread of its post, as its address says', () => {
    expect(said('t1_reply')).toMatchObject({
      account: 'reddit:shop',
      channel: 'reddit.comment',
      visibility: 'public',
      text: 'It is still broken > a week & more <3',
      author: { id: 't2_one', handle: 'some_one' },
      threadKeys: ['t3_post9', 't1_reply', 't1_ours'],
      inReplyTo: 't1_ours',
      engagement: 0,
      sentAt: new Date(1_795_341_600_500).toISOString(),
    });
  });

  test('what Reddit has escaped is read as it was written, once', () => {
    expect(said('t1_mention')).toMatchObject({
      text: 'u/shop AT&amp;T <b> &nbsp;',
      threadKeys: ['t3_post7', 't1_mention'],
    });
    expect(all[2]).toMatchObject({
      amendment: { text: 'u/shop AT&amp;T <b> &nbsp;', at: new Date(1_795_345_200_000).toISOString() },
    });
  });

  test('a private message is private, in the thread of the first one', () => {
    expect(said('t4_second')).toMatchObject({
      channel: 'reddit.dm',
      visibility: 'private',
      text: 'Any news?',
      threadKeys: ['t4_first', 't4_second', 't4_answer'],
    });
  });

  test('a post is its title, its picture and what was said to it', () => {
    expect(said('t3_post1')).toMatchObject({
      channel: 'reddit.post',
      text: 'Shop sent me this',
      attachments: [{ type: 'image', url: 'https://i.redd.it/a.jpg' }],
      engagement: 8,
    });
  });

  const thing = (kind: string, data: object) => ({ kind, data: { name: `${kind}_x`, author: 'a', ...data } });

  test.each<[string, unknown, readonly string[]]>([
    ['a lone thing', thing('t1', { body: 'a' }), ['message t1_x in a']],
    [
      'a post with its comments',
      [{ data: { children: [thing('t3', { title: 'a' })] } }, { data: { children: [thing('t1', {})] } }],
      ['message t3_x in a', 'message t1_x in a'],
    ],
    [
      'what a call of ours made',
      { json: { data: { things: [thing('t1', { author: 'SHOP', body: 'a' })] } } },
      ['ignored own_post'],
    ],
    ['a blocked answer', { json: { errors: [], data: { things: [] } } }, ['unknown body']],
    ['a post whose text was removed', thing('t3', { title: 'a', selftext: '[removed]' }), ['deletion of t3_x']],
    ['an edit of before the time was kept', thing('t1', { body: 'a', edited: true }), ['message t1_x in a']],
    ['a subreddit', { kind: 't5', data: { name: 't5_x' } }, ['unknown t5']],
    ['a thing without a name', { kind: 't1', data: { body: 'a' } }, ['unknown t1']],
    ['an empty listing', { kind: 'Listing', data: { children: [] } }, ['unknown Listing']],
  ])('%s', (_what, body, expected) => {
    expect(outline(meanings('reddit', body))).toEqual(expected);
  });

  test('answers below answers are heard to any depth', () => {
    let deep: object = thing('t1', { body: 'last' });
    for (let depth = 0; depth < 2_000; depth += 1)
      deep = thing('t1', { name: `t1_${depth}`, replies: { data: { children: [deep] } } });
    expect(meanings('reddit', deep)).toHaveLength(2_001);
  });
});
