import { describe, expect, test } from 'vitest';
import { PermanentError } from '#domain/errors.ts';
import type { Message } from '#domain/message.ts';
import { fixture, meanings, meaningsOf, outline, pieces, RECEIVED_AT } from './support/fixtures.ts';

const BRAND = '700000000000000001';
const CUSTOMER = '800000000000000002';

function messageOf(path: `x/${string}`, index = 0): Message {
  const meaning = meaningsOf(path)[index];
  if (meaning?.kind !== 'message') throw new Error(`${path} holds no message at ${index}`);
  return meaning.message;
}

describe('a mention', () => {
  test('of Account Activity is a public message of its author', () => {
    expect(meaningsOf('x/tweet-mention')).toEqual([
      {
        kind: 'message',
        message: {
          account: `x:${BRAND}`,
          platform: 'x',
          channel: 'x.mention',
          visibility: 'public',
          id: '1900000000000000101',
          threadKeys: ['1900000000000000101'],
          customerId: CUSTOMER,
          direction: 'in',
          author: { id: CUSTOMER, name: 'customer-1', handle: 'customer_1', followers: 1200, verified: true },
          text: '@brand_1 my parcel is two days late',
          attachments: [],
          language: 'en',
          engagement: 7,
          sentAt: '2026-11-22T09:30:15.000Z',
          receivedAt: RECEIVED_AT,
        },
      },
    ]);
  });

  test('is the same message in both envelopes, but for what the older one cannot tell', () => {
    const { threadKeys: older, ...rest } = messageOf('x/tweet-mention');
    const { threadKeys: newer, ...other } = messageOf('x/post-mention');
    expect(other).toEqual(rest);
    expect(newer.filter((key) => older.includes(key))).not.toEqual([]);
  });

  test('says all it says: the long text, every photo, with its `&` as it was typed', () => {
    const message = messageOf('x/tweet-reply-long-with-photos');
    expect(message.text).toContain('ten minutes of music. & nobody calls back.');
    expect(message.attachments.map(({ url }) => url)).toEqual([
      'https://media.example/1.jpg',
      'https://media.example/2.jpg',
    ]);
    expect(message.language).toBeUndefined();
    expect(message).toMatchObject({ inReplyTo: '1900000000000000090', direction: 'in' });
  });

  test('of X Activity may be longer than its text', () => {
    const message = messageOf('x/post-quote-long-with-media');
    expect(message.text).toBe('Look at this answer, and at what arrived in the end.');
    expect(message.attachments).toEqual([{ type: 'photo', url: 'https://media.example/4.jpg' }, { type: 'media' }]);
    expect(message.author).toEqual({ id: CUSTOMER });
  });
});

describe('a thread', () => {
  test('is known by its conversation first, then by the post and its parent, then by what the post was before', () => {
    const message = messageOf('x/post-reply');
    expect(message.threadKeys).toEqual([
      '1900000000000000101',
      '1900000000000000106',
      '1900000000000000104',
      '1900000000000000105',
    ]);
    expect(message).toMatchObject({ language: 'id', inReplyTo: '1900000000000000104' });
  });

  test('is known by the post and its parent where no conversation is named', () => {
    const keys = messageOf('x/tweet-reply-long-with-photos').threadKeys;
    expect(keys).toEqual(['1900000000000000102', '1900000000000000090']);
  });
});

describe("the account's own posts", () => {
  test('are an echo where they answer a customer, and of no consequence elsewhere', () => {
    expect(messageOf('x/post-own-reply')).toMatchObject({
      direction: 'out',
      customerId: CUSTOMER,
      author: { id: BRAND, handle: 'brand_1' },
      inReplyTo: '1900000000000000101',
    });
    expect(meaningsOf('x/post-own')).toEqual([{ kind: 'ignored', reason: 'own_post' }]);
  });

  test('are told apart in a batch of everything', () => {
    expect(outline(meaningsOf('x/tweet-batch'))).toEqual([
      'ignored repost',
      `message 1900000000000000104 out ${CUSTOMER}`,
      'ignored own_post',
      'ignored like',
      'ignored follow',
      'deletion of 1900000000000000101',
      'unknown poll_events',
    ]);
  });

  test('an answer to itself is no answer to a customer', () => {
    const own = { id_str: '5', user: { id_str: BRAND }, text: '2/2', in_reply_to_user_id_str: BRAND };
    expect(meanings('x', { for_user_id: BRAND, tweet_create_events: [own] })).toEqual([
      { kind: 'ignored', reason: 'own_post' },
    ]);
  });
});

describe('a direct message', () => {
  test('is a private message in one thread a customer, with its photo', () => {
    expect(messageOf('x/direct-messages')).toEqual({
      account: `x:${BRAND}`,
      platform: 'x',
      channel: 'x.dm',
      visibility: 'private',
      id: '1900000000000000201',
      threadKeys: ['dm'],
      customerId: CUSTOMER,
      direction: 'in',
      author: { id: CUSTOMER, name: 'customer-1', handle: 'customer_1', followers: 1200, verified: true },
      text: 'my order number is 4711',
      attachments: [{ type: 'photo', url: 'https://media.example/3.jpg' }],
      sentAt: '2026-11-22T09:31:40.456Z',
      receivedAt: RECEIVED_AT,
    });
  });

  test('by the account is an echo to its recipient; one without words has no text', () => {
    expect(messageOf('x/direct-messages', 1)).toMatchObject({
      direction: 'out',
      customerId: CUSTOMER,
      author: { id: BRAND },
    });
    expect(messageOf('x/direct-messages', 2).text).toBeUndefined();
  });

  test('is the same message in both envelopes', () => {
    const { attachments: _photo, ...older } = messageOf('x/direct-messages');
    expect(messageOf('x/dm-received')).toMatchObject(older);
    expect(messageOf('x/dm-sent')).toMatchObject({
      id: '1900000000000000202',
      direction: 'out',
      author: { id: BRAND },
    });
  });

  test('travels with the users it refers to, and with no others', () => {
    const travelling = pieces('x', fixture('x/direct-messages')).map(({ payload }) => payload);
    expect(travelling[0]).toMatchObject({ users: { [BRAND]: {}, [CUSTOMER]: {} } });
    expect(travelling[2]).toMatchObject({ users: { [BRAND]: {}, '800000000000000003': {} } });
    expect(travelling[2]).not.toHaveProperty(['users', CUSTOMER]);
    const [activity] = pieces('x', fixture('x/dm-received'));
    expect(JSON.stringify(activity?.payload)).not.toContain('stranger');
  });

  test('to oneself is of no consequence', () => {
    const own = {
      type: 'message_create',
      id: '1',
      message_create: { target: { recipient_id: BRAND }, sender_id: BRAND },
    };
    expect(meanings('x', { for_user_id: BRAND, direct_message_events: [own] })).toEqual([
      { kind: 'ignored', reason: 'own_message' },
    ]);
  });
});

test('deletions name the message, and the time where X tells it', () => {
  expect(meaningsOf('x/tweet-batch')[5]).toEqual({
    kind: 'amendment',
    amendment: {
      account: `x:${BRAND}`,
      platform: 'x',
      channel: 'x.mention',
      messageId: '1900000000000000101',
      customerId: CUSTOMER,
      threadKeys: ['1900000000000000101'],
      id: 'deletion',
      kind: 'deletion',
      at: '2026-11-22T09:33:20.000Z',
    },
  });
  const [own] = meaningsOf('x/post-delete');
  expect(own).toMatchObject({ amendment: { messageId: '1900000000000000108', at: RECEIVED_AT } });
  expect(own).not.toHaveProperty('amendment.customerId', BRAND);
});

test.each([
  ['x/direct-message-typing', 'ignored typing'],
  ['x/authorization-revoked', 'ignored authorization_revoked'],
  ['x/like', 'ignored like'],
  ['x/chat-received', 'unknown chat.received'],
] as const)('%s is %s', (path, expected) => {
  expect(outline(meaningsOf(path))).toEqual([expected]);
});

test('a post that comes with no account is kept as it came', () => {
  const body = {
    data: {
      event_uuid: '1',
      event_type: 'post.create',
      filter: { keyword: 'brand' },
      payload: { id: '1', author_id: '2' },
    },
  };
  expect(outline(meanings('x', body))).toEqual(['unknown post.create']);
  expect(pieces('x', body)[0]?.account).toBe('x:unknown');
});

test.each([
  ['a tweet without an id', { tweet_create_events: [{ text: 'a', user: { id_str: '2' } }] }, 'message_without_id'],
  ['a DM without an id', { direct_message_events: [{ message_create: { sender_id: '2' } }] }, 'message_without_id'],
  ['a DM without a sender', { direct_message_events: [{ id: '1', message_create: {} }] }, 'message_without_customer'],
  ['a deletion without an id', { tweet_delete_events: [{ status: {} }] }, 'deletion_without_id'],
])('%s is parked, and its reason tells no words', (_what, body, reason) => {
  const read = () => meanings('x', { for_user_id: BRAND, ...body });
  expect(read).toThrow(PermanentError);
  expect(read).toThrow(reason);
});

test.each([
  [
    'a DM event of another type',
    { direct_message_events: [{ type: 'welcome', id: '1' }] },
    'unknown direct_message_events.welcome',
  ],
  [
    'a tweet without an author',
    { tweet_create_events: [{ id_str: '1', text: 'a', user: {} }] },
    'unknown tweet_create_events',
  ],
  ['a list of something else', { tweet_create_events: ['gone'] }, 'unknown tweet_create_events'],
  ['an empty list', { tweet_create_events: [] }, 'unknown tweet_create_events'],
  ['an empty activity', { data: [] }, 'unknown data'],
  ['a DM activity without its message', { data: { event_type: 'dm.received', payload: {} } }, 'unknown dm.received'],
  ['nothing', {}, 'unknown body'],
])('%s is kept as it came', (_what, body, expected) => {
  expect(outline(meanings('x', { ...body, for_user_id: BRAND }))).toEqual([expected]);
});

test.each([
  ['pt', 'pt'],
  ['iw', 'he'],
  ['zh-cn', 'zh-CN'],
  ['qht', undefined],
  ['zxx', undefined],
  ['not a tag', undefined],
  ['', undefined],
])('the language %s is read as %s', (lang, expected) => {
  const tweet = { id_str: '1', user: { id_str: '2' }, text: 'a', lang };
  const [meaning] = meanings('x', { for_user_id: BRAND, tweet_create_events: [tweet] });
  expect(meaning?.kind === 'message' && meaning.message.language).toBe(expected);
});
