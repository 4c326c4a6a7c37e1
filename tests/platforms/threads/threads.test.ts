import { describe, expect, test } from 'vitest';
import { threadsLength } from '#platforms/threads/limits.ts';
import { fixture, meanings, meaningsOf, outline, pieces, RECEIVED_AT } from '../support/fixtures.ts';

const ROOT = '18000000000000001';

describe('a reply to a post of the account', () => {
  test('is a public message of a user name: Threads tells no id', () => {
    expect(meaningsOf('threads/reply')).toEqual([
      {
        kind: 'message',
        message: {
          account: 'threads:shop',
          platform: 'threads',
          channel: 'threads.reply',
          visibility: 'public',
          id: '18000000000000011',
          threadKeys: [ROOT, '18000000000000011'],
          customerId: 'customer_1',
          direction: 'in',
          author: { id: 'customer_1', handle: 'customer_1', verified: undefined },
          text: 'Is the green one back? 🌿',
          attachments: [],
          inReplyTo: ROOT,
          answerWith: undefined,
          sentAt: '2026-11-22T09:31:40.000Z',
          receivedAt: RECEIVED_AT,
        },
      },
    ]);
  });

  test('below another reply stays with the post', () => {
    expect(meaningsOf('threads/reply-nested')[0]).toMatchObject({
      message: {
        threadKeys: [ROOT, '18000000000000012', '18000000000000002'],
        inReplyTo: '18000000000000002',
        answerWith: { nested: 'true' },
      },
    });
  });

  test('of the account itself is ignored, also where nothing but the flag tells', () => {
    expect(outline(meaningsOf('threads/reply-of-ours'))).toEqual(['ignored own_post']);
    const value = { id: '1', username: 'the_brand', text: 'Hello', is_reply_owned_by_me: true };
    expect(outline(meanings('threads', { values: { field: 'replies', value } }))).toEqual(['ignored own_post']);
  });

  test('below a post of the customer is not taken for our own, though its owner wrote it', () => {
    expect(outline(meaningsOf('threads/reply-to-us-below-their-post'))).toEqual([
      'message 18000000000000014 in customer_2',
    ]);
  });
});

describe('a mention', () => {
  test('may carry files; the poster of a video is none', () => {
    expect(meaningsOf('threads/mention-with-files')[0]).toMatchObject({
      message: {
        channel: 'threads.mention',
        threadKeys: ['18000000000000016'],
        author: { verified: true },
        attachments: [
          { type: 'image', url: 'https://media.example/1.jpg' },
          { type: 'video', url: 'https://media.example/2.mp4' },
          { type: 'gif', url: 'https://media.example/1.gif' },
        ],
      },
    });
  });

  test('in a reply comes as both, and is the same message of the same channel', () => {
    expect(meaningsOf('threads/mention-in-reply')).toEqual(meaningsOf('threads/reply'));
    const ids = ['reply', 'mention-in-reply'].map((name) => pieces('threads', fixture(`threads/${name}`))[0]?.id);
    expect(ids).toEqual(['replies:18000000000000011', 'mentions:18000000000000011']);
  });

  test('that passes a post on is ignored', () => {
    const value = { id: '1', username: 'customer_1', media_type: 'REPOST_FACADE' };
    expect(outline(meanings('threads', { values: { field: 'mentions', value } }))).toEqual(['ignored repost']);
  });
});

test('what the account deletes is deleted here too', () => {
  expect(meaningsOf('threads/delete')).toMatchObject([
    { amendment: { kind: 'deletion', messageId: '18000000000000013', id: 'deletion', at: '2026-11-22T09:40:00.000Z' } },
  ]);
});

test('what the account publishes is ignored', () => {
  expect(outline(meaningsOf('threads/publish'))).toEqual(['ignored own_post']);
});

test('several values in one body, and the common envelope of Meta', () => {
  const said = ['message 18000000000000011 in customer_1', 'message 18000000000000012 in customer_1'];
  expect(outline(meaningsOf('threads/several'))).toEqual(said);
  const { values } = fixture('threads/several') as { values: unknown[] };
  expect(outline(meanings('threads', { entry: [{ id: '900', time: 1795339905, changes: values }] }))).toEqual(said);
});

test('a redelivery at another time is the same event', () => {
  const body = fixture('threads/reply') as object;
  expect(pieces('threads', { ...body, time: 1 })[0]?.id).toBe(pieces('threads', body)[0]?.id);
});

test('without a time of its own a post has the time of the delivery', () => {
  const value = { id: '1', username: 'customer_1', text: 'Hello' };
  expect(meanings('threads', { time: 1795339905, values: { field: 'replies', value } })).toMatchObject([
    { message: { sentAt: '2026-11-22T09:31:45.000Z' } },
  ]);
});

test('what is not known, or has no author, is kept whole', () => {
  const value = { id: '1', text: 'Hello' };
  expect(outline(meanings('threads', { values: { field: 'reposts', value } }))).toEqual(['unknown reposts']);
  expect(outline(meanings('threads', { values: { field: 'replies', value } }))).toEqual(['unknown replies']);
  expect(outline(meanings('threads', { id: '1', text: 'Hello', username: 'customer_1' }))).toEqual(['unknown body']);
});

test.each([
  ['replies', { username: 'customer_1', text: 'Hello' }],
  ['delete', { deleted_at: '2026-11-22T09:40:00+0000' }],
])('%s without an id are parked', (field, value) => {
  expect(() => meanings('threads', { values: { field, value } })).toThrow('message_without_id');
});

test.each([
  ['', 0],
  ['Grüße', 5],
  ['e\u0301', 2],
  ['शुभ', 3],
  ['🌿', 4],
  ['👨‍👩‍👧‍👦', 25],
  ['🇫🇷', 8],
  ['1️⃣', 7],
  ['Hi 👋🏽!', 12],
])('the length of %j is %i', (text, length) => {
  expect(threadsLength(text)).toBe(length);
});
