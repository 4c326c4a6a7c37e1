import { describe, expect, test } from 'vitest';
import { fixture, meanings, meaningsOf, outline, pieces, RECEIVED_AT } from '../support/fixtures.ts';

const PAGE = '100000000000001';
const CUSTOMER = '2000000000000001';

describe('a message to the page', () => {
  test('is a private message of its sender', () => {
    expect(meaningsOf('messenger/text')).toEqual([
      {
        kind: 'message',
        message: {
          account: `messenger:${PAGE}`,
          platform: 'messenger',
          channel: 'messenger.dm',
          visibility: 'private',
          id: 'm_1',
          threadKeys: ['dm'],
          customerId: CUSTOMER,
          direction: 'in',
          author: { id: CUSTOMER },
          text: 'Where is my order?',
          attachments: [],
          inReplyTo: 'm_0',
          sentAt: '2026-11-22T09:31:40.456Z',
          receivedAt: RECEIVED_AT,
        },
      },
    ]);
  });

  test('may hold files, and a sticker in either of its two shapes', () => {
    const attachments = meaningsOf('messenger/attachments').map(
      (one) => one.kind === 'message' && one.message.attachments,
    );
    const sticker = [{ type: 'sticker', url: 'https://media.example/s.png' }];
    expect(attachments).toEqual([
      [
        { type: 'image', url: 'https://media.example/5.jpg' },
        { type: 'fallback', url: 'https://example.com/page' },
      ],
      sticker,
      sticker,
      [{ type: 'unsupported' }],
    ]);
  });

  test('the echo of our reply names the reply and the customer it went to', () => {
    expect(meaningsOf('messenger/echo-of-our-reply')[0]).toMatchObject({
      message: {
        id: 'm_2',
        direction: 'out',
        customerId: CUSTOMER,
        author: { id: PAGE },
        replyId: 'reply-1',
        replyTicketId: 'ticket-1',
      },
    });
  });

  test('a customer cannot claim to be a reply of ours', () => {
    const message = { mid: 'm', text: 'a', metadata: 'earshot-reply:ticket-1:1:reply-1' };
    const item = { sender: { id: CUSTOMER }, recipient: { id: PAGE }, timestamp: 1, message };
    const [meaning] = meanings('messenger', { entry: [{ id: PAGE, messaging: [item] }] });
    expect(meaning).not.toHaveProperty('message.replyId', 'reply-1');
  });
});

test('an edit has the new words and a place among the edits; a deletion has neither', () => {
  const common = {
    account: `messenger:${PAGE}`,
    platform: 'messenger',
    channel: 'messenger.dm',
    messageId: 'm_1',
    customerId: CUSTOMER,
    threadKeys: ['dm'],
    at: '2026-11-22T09:31:40.456Z',
  };
  expect(meaningsOf('messenger/edit-and-deletion')).toEqual([
    {
      kind: 'amendment',
      amendment: { ...common, kind: 'edit', id: 'edit:000000002', text: 'Where is my order 4711?' },
    },
    { kind: 'amendment', amendment: { ...common, kind: 'deletion', id: 'deletion' } },
  ]);
});

test('a pressed button says its title, under an id that a redelivery repeats', () => {
  const [withId, without, byReference] = meaningsOf('messenger/postbacks');
  expect(withId).toMatchObject({ message: { id: 'm_7', text: 'Talk to a person', direction: 'in' } });
  expect(without).toMatchObject({ message: { id: `postback:${CUSTOMER}:1795339900456`, text: 'Track my order' } });
  expect(byReference).toMatchObject({ message: { customerId: 'user_ref:ref-9' } });
  expect(byReference).not.toHaveProperty('message.text', '');
  expect(meaningsOf('messenger/postbacks')).toEqual([withId, without, byReference]);
});

describe('what a customer writes in a survey', () => {
  const survey = (...follow_ups: (object | undefined)[]) => {
    const questions = Object.fromEntries(
      follow_ups.map((follow_up, index) => [`q${index}`, { type: 'csat', payload: '2', follow_up }]),
    );
    const messaging_feedback = { feedback_screens: [{ screen_id: 0, questions }] };
    const item = { sender: { id: CUSTOMER }, recipient: { id: PAGE }, timestamp: 1795339900456, messaging_feedback };
    return meanings('messenger', { object: 'page', entry: [{ id: PAGE, messaging: [item] }] });
  };

  test('is a message', () => {
    expect(survey({ type: 'free_form', payload: 'Too slow' }, undefined)).toMatchObject([
      { message: { text: 'Too slow', id: `feedback:${CUSTOMER}:1795339900456`, direction: 'in' } },
    ]);
  });

  test('is nothing where there are marks alone', () => {
    expect(outline(survey(undefined, {}))).toEqual(['ignored feedback_without_words']);
  });
});

test('a lone attachment in place of a list is read', () => {
  const message = { mid: 'm', attachments: { type: 'image', payload: { url: 'https://media.example/1.jpg' } } };
  const item = { sender: { id: CUSTOMER }, recipient: { id: PAGE }, timestamp: 1, message };
  expect(meanings('messenger', { entry: [{ id: PAGE, messaging: [item] }] })).toMatchObject([
    { message: { attachments: [{ type: 'image', url: 'https://media.example/1.jpg' }] } },
  ]);
});

test('what needs no answer is ignored, with a reason', () => {
  expect(outline(meaningsOf('messenger/of-no-consequence'))).toEqual([
    'ignored read_receipt',
    'ignored delivery_receipt',
    'ignored reaction',
    'ignored opt_in',
    'ignored referral',
    'ignored thread_handover',
    'ignored account_linking',
    'ignored policy_enforcement',
  ]);
  expect(outline(meaningsOf('messenger/game-play'))).toEqual(['unknown game_play']);
});

describe('a delivery of several pages', () => {
  const events = pieces('messenger', fixture('messenger/batch-of-pages'));

  test('is read to its end, item by item, also where another app holds the thread and what was said in public', () => {
    expect(outline(meaningsOf('messenger/batch-of-pages'))).toEqual([
      `message m_8 in ${CUSTOMER}`,
      `message m_9 in ${CUSTOMER}`,
      `message m_10 in ${CUSTOMER}`,
      'message m_11 in 2000000000000002',
      'message 50_51 in 300000000000003',
      'unknown body',
    ]);
  });

  test('gives each item to its page, whose number is read as a string', () => {
    expect(events.map(({ account }) => account)).toEqual([
      ...Array(3).fill(`messenger:${PAGE}`),
      'messenger:100000000000002',
      'facebook:100000000000003',
      'messenger:100000000000004',
    ]);
  });

  test('takes the time of the entry, in seconds or milliseconds, where the item has none', () => {
    expect(meaningsOf('messenger/batch-of-pages')[3]).toMatchObject({
      message: { sentAt: '2026-11-22T09:31:41.000Z' },
    });
  });
});

test('a lone item from a relay belongs to the page that received it', () => {
  expect(pieces('messenger', fixture('messenger/lone-item'))[0]?.account).toBe(`messenger:${PAGE}`);
  expect(meaningsOf('messenger/lone-item')[0]).toMatchObject({
    message: { id: 'm_12', text: 'from a relay', customerId: CUSTOMER, sentAt: RECEIVED_AT },
  });
});

test('events about one message have ids of their own', () => {
  const about = ['messenger/text', 'messenger/edit-and-deletion'].flatMap((path) => pieces('messenger', fixture(path)));
  expect(about.map(({ id }) => id.split(':')[0])).toEqual(['message', 'messaging', 'deletion']);
  expect(new Set(about.map(({ id }) => id)).size).toBe(3);
});

test("the dashboard's test button is a message like any other", () => {
  const message = { mid: 'test_message_id', text: 'test_message' };
  const item = { sender: { id: '12334' }, recipient: { id: '23245' }, timestamp: '1527459824', message };
  expect(
    meanings('messenger', { object: 'page', entry: [{ id: '0', time: 1527459824, messaging: [item] }] }),
  ).toMatchObject([{ message: { account: 'messenger:0', id: 'test_message_id', sentAt: '2018-05-27T22:23:44.000Z' } }]);
});

test.each([
  ['a message without an id or words', { sender: { id: '1' }, message: {} }, 'message_without_id'],
  ['a message without a sender', { recipient: { id: PAGE }, message: { mid: 'm' } }, 'message_without_customer'],
  ['an edit without an id', { sender: { id: '1' }, message_edit: { text: 'a' } }, 'message_without_id'],
])('%s is parked', (_what, item, reason) => {
  expect(() => meanings('messenger', { entry: [{ id: PAGE, messaging: [item] }] })).toThrow(reason);
});
