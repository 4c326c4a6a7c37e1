import { describe, expect, test } from 'vitest';
import { fixture, meanings, meaningsOf, outline, pieces, RECEIVED_AT } from '../support/fixtures.ts';

const PAGE = '100000000000001';
const SAM = '300000000000001';
const POST = `${PAGE}_50`;
const read = (name: string) => meaningsOf(`facebook/${name}`);
const change = (value: unknown, field = 'feed') => ({
  object: 'page',
  entry: [{ id: PAGE, time: 1795339902, changes: [{ field, value }] }],
});

describe('a comment', () => {
  test('is a public message of its author, in the thread of its post', () => {
    expect(read('comments')[0]).toEqual({
      kind: 'message',
      message: {
        account: `facebook:${PAGE}`,
        platform: 'facebook',
        channel: 'facebook.comment',
        visibility: 'public',
        id: '50_51',
        threadKeys: [POST, '50_51'],
        customerId: SAM,
        direction: 'in',
        author: { id: SAM, name: 'Sam Visitor' },
        text: 'Où est ma commande ? 📦',
        attachments: [],
        inReplyTo: POST,
        sentAt: '2026-11-22T09:31:40.000Z',
        receivedAt: RECEIVED_AT,
      },
    });
  });

  test('of a comment names it as its parent', () => {
    expect(read('comments')[1]).toMatchObject({
      message: { inReplyTo: '50_51', threadKeys: [POST, '50_52', '50_51'] },
    });
  });

  test('may be a photo alone, of an author in the old spelling, at no time of its own', () => {
    expect(read('comments')[2]).toMatchObject({
      message: {
        author: { id: '300000000000002', name: 'Kim Visitor' },
        attachments: [{ type: 'photo', url: 'https://media.example/1.jpg' }],
        sentAt: '2026-11-22T09:31:42.000Z',
      },
    });
    expect(read('comments')[2]).toHaveProperty('message.text', undefined);
  });

  test('whose author Meta keeps from us is a message all the same, of a stranger known by it alone', () => {
    expect(read('comments')[3]).toMatchObject({
      message: { text: 'I have no name here', customerId: 'anonymous:50_54', author: { id: 'anonymous:50_54' } },
    });
  });

  test('without a verb is one that was added', () => {
    const value = { item: 'comment', comment_id: '50_55', post_id: POST, message: 'Hello', from: { id: SAM } };
    expect(outline(meanings('facebook', change(value)))).toEqual([`message 50_55 in ${SAM}`]);
  });

  test('without an item is known by its id', () => {
    const value = { comment_id: '50_55', post_id: POST, message: 'Hello', from: { id: SAM } };
    expect(outline(meanings('facebook', change(value)))).toEqual([`message 50_55 in ${SAM}`]);
  });

  test('without an id is parked', () => {
    const value = { item: 'comment', verb: 'add', message: 'Hello', from: { id: SAM } };
    expect(() => meanings('facebook', change(value))).toThrow('message_without_id');
  });
});

test('edits have the new words, deletions take them, and what moderators hide stays', () => {
  const all = read('changes-of-comments');
  expect(outline(all)).toEqual([
    'edit of 50_51',
    'edit of 50_53',
    'ignored edit_without_words',
    'deletion of 50_51',
    'ignored moderation',
  ]);
  expect(all[0]).toMatchObject({
    amendment: { text: 'Où est ma commande 4711 ?', customerId: SAM, at: '2026-11-22T09:31:42.000Z' },
  });
  expect(all[3]).toMatchObject({ amendment: { id: 'deletion', at: '2026-11-22T09:31:41.000Z' } });
});

test('two edits of one second are two, and each is the same when it comes again', () => {
  const edit = (message: string) =>
    change({ item: 'comment', verb: 'edited', comment_id: '50_51', from: { id: SAM }, created_time: 1, message });
  const ids = [edit('one'), edit('two'), edit('one')].flatMap((body) =>
    meanings('facebook', body).flatMap((one) => (one.kind === 'amendment' ? [one.amendment.id] : [])),
  );
  expect(ids[0]).not.toBe(ids[1]);
  expect(ids[2]).toBe(ids[0]);
});

test("visitors' posts are heard, the page's own are not; of its comments it is asked whom they answer", () => {
  const all = read('posts');
  expect(outline(all)).toEqual([
    `message ${PAGE}_60 in ${SAM}`,
    `message ${PAGE}_61 in ${SAM}`,
    'ignored own_post',
    'ignored own_post',
    `deletion of ${PAGE}_60`,
    'reference own_answer 62_63',
  ]);
  expect(all[0]).toMatchObject({ message: { channel: 'facebook.post', threadKeys: [`${PAGE}_60`] } });
  expect(all[1]).toMatchObject({ message: { attachments: [{ type: 'photo', url: 'https://media.example/61.jpg' }] } });
});

describe('a review', () => {
  const all = read('reviews');

  test('has its verdict beside its words, and stars where there are some', () => {
    expect(all[0]).toMatchObject({
      message: {
        channel: 'facebook.recommendation',
        id: '70',
        text: 'Nobody answers',
        author: { id: SAM, name: 'Sam Visitor' },
        attachments: [{ type: 'recommendation_negative' }],
        threadKeys: ['70'],
      },
    });
    expect(all[0]).toHaveProperty('message.rating', undefined);
    expect(all[1]).toMatchObject({ message: { id: '71', rating: 4, attachments: [] } });
  });

  test('is edited with its stars, and taken back', () => {
    expect(all[2]).toMatchObject({ amendment: { kind: 'edit', messageId: '71', text: 'Quick once', rating: 2 } });
    expect(outline(all.slice(3, 4))).toEqual(['deletion of 70']);
  });

  test('is talked about under it', () => {
    expect(all[4]).toMatchObject({ message: { channel: 'facebook.comment', id: '70_72', text: 'Hello?' } });
  });
});

test('a mention holds its words, or is a name whose words are fetched', () => {
  const [withWords, without] = read('mentions');
  expect(withWords).toMatchObject({ message: { channel: 'facebook.mention', id: '80_81', text: 'Ask The Shop' } });
  expect(without).toEqual({ kind: 'reference', reference: { type: 'mentioned_post', id: '400_82' } });
});

test('what needs no answer is ignored, with a reason; what is not known is kept under its name', () => {
  expect(outline(read('of-no-consequence'))).toEqual([
    'ignored reaction',
    'ignored reaction',
    'ignored own_post',
    'ignored moderation',
    'ignored moderation',
  ]);
  expect(outline(read('unknown'))).toEqual([
    'unknown page.leadgen',
    'unknown feed.jobs_post.add',
    'unknown feed.status.add',
    'unknown feed.comment.pin',
  ]);
});

test.each<[string, unknown, string]>([
  ['a user', { object: 'user', entry: [{ id: '5', changes: [{ field: 'location', value: {} }] }] }, 'user.location'],
  [
    'permissions',
    { object: 'permissions', entry: [{ id: '0', changes: [{ field: 'connected' }] }] },
    'permissions.connected',
  ],
  [
    'another product',
    {
      object: 'whatsapp_business_account',
      entry: [{ id: '5', changes: [{ field: 'messages', value: { messages: [] } }] }],
    },
    'whatsapp_business_account.messages',
  ],
])("an event of %s is nobody's, and kept", (_what, body, type) => {
  expect(pieces('facebook', body).map(({ account }) => account)).toEqual(['facebook:unknown']);
  expect(meanings('facebook', body)).toEqual([{ kind: 'unknown', type }]);
});

describe("the page's own comment", () => {
  const own = (more: object) =>
    change({ item: 'comment', verb: 'add', comment_id: '50_56', from: { id: PAGE }, message: 'On its way', ...more });

  test('names what it answers, and is asked whose that is', () => {
    expect(meanings('facebook', own({ post_id: POST, parent_id: '50_51' }))).toEqual([
      { kind: 'reference', reference: { type: 'own_answer', id: '50_56', with: { parent_id: '50_51' } } },
    ]);
    expect(outline(meanings('facebook', own({ post_id: POST })))).toEqual(['ignored own_post']);
  });

  test('once that is known is recorded as the answer to its customer; one to itself is not', () => {
    const [answer] = meanings('facebook', own({ post_id: POST, parent_id: '50_51', answers: { id: SAM } }));
    expect(answer).toMatchObject({
      message: { direction: 'out', customerId: SAM, author: { id: PAGE }, threadKeys: [POST, '50_56', '50_51'] },
    });
    const toItself = own({ post_id: POST, parent_id: POST, answers: { id: PAGE } });
    expect(outline(meanings('facebook', toItself))).toEqual(['ignored own_post']);
  });
});

test('one comment in two envelopes is one message', () => {
  const value = { item: 'comment', verb: 'add', comment_id: '50_51', post_id: POST, message: 'Hi', from: { id: SAM } };
  const ids = [change(value), change(value, 'mention')].flatMap((body) => meanings('facebook', body));
  expect(outline(ids)).toEqual([`message 50_51 in ${SAM}`, `message 50_51 in ${SAM}`]);
});

test('a thousand comments in one delivery are a thousand messages', () => {
  const changes = Array.from({ length: 1_000 }, (_, index) => ({
    field: 'feed',
    value: { item: 'comment', verb: 'add', comment_id: `50_${index}`, post_id: POST, message: 'Hi', from: { id: SAM } },
  }));
  const events = pieces('facebook', { object: 'page', entry: [{ id: PAGE, changes }] });
  expect(new Set(events.map(({ id }) => id)).size).toBe(1_000);
});

test('the same events have the same ids at every address', () => {
  const body = fixture('messenger/batch-of-pages');
  expect(pieces('facebook', body).slice(0, 5)).toEqual(pieces('messenger', body).slice(0, 5));
});
