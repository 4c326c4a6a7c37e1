import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { telegram } from '#platforms/telegram/index.ts';
import { fixture, meanings, meaningsOf, outline, pieces, RECEIVED_AT } from '../support/fixtures.ts';

const read = (name: string) => meaningsOf(`telegram/${name}`);
const SENT_AT = '2026-11-22T10:00:00.000Z';

describe('a message to the bot', () => {
  test('is stored as it was written', () => {
    expect(read('text')).toEqual([
      {
        kind: 'message',
        message: {
          account: 'telegram:shop',
          platform: 'telegram',
          channel: 'telegram.dm',
          visibility: 'private',
          id: '440202:71',
          threadKeys: ['chat:440202'],
          customerId: '440202',
          direction: 'in',
          author: { id: '440202', name: 'Alex Customer', handle: 'alex_customer' },
          text: 'Où est ma commande ? 📦',
          attachments: [],
          answerWith: { chat: '440202' },
          sentAt: SENT_AT,
          receivedAt: RECEIVED_AT,
        },
      },
    ]);
  });

  test.each<[string, string | undefined, unknown]>([
    ['photo-caption', 'It came like this', [{ type: 'photo', id: 'large-1' }]],
    ['sticker', undefined, [{ type: 'sticker', id: 'sticker-1' }]],
    ['animation', undefined, [{ type: 'animation', id: 'gif-1' }]],
    ['voice', undefined, [{ type: 'voice', id: 'voice-1' }]],
    ['contact', 'Alex\n+15550100', [{ type: 'contact' }]],
    ['location', undefined, [{ type: 'location', url: 'geo:48.85,2.35' }]],
    ['venue', 'Shop in the centre\n1 Example Street', [{ type: 'location', url: 'geo:48.85,2.35' }]],
    ['odd-optional-fields', 'Still read', []],
  ])('%s has its words and what it carries', (name, text, attachments) => {
    expect(read(name)[0]).toMatchObject({ kind: 'message', message: { text, attachments } });
  });

  test.each<[string, Record<string, unknown>, string, string | undefined]>([
    ['a game', { game: { title: 'Parcel race' } }, 'game', 'Parcel race'],
    ['a die', { dice: { emoji: '🎲', value: 3 } }, 'dice', '🎲'],
    ['a poll', { poll: { id: '1', question: 'When?' } }, 'poll', 'When?'],
    ['a checklist', { checklist: { title: 'To return', tasks: [] } }, 'checklist', 'To return'],
    ['a story', { story: { id: 1 } }, 'story', undefined],
  ])('%s is no file, and says what it is', (_what, content, type, text) => {
    const body = {
      update_id: 1,
      message: { message_id: 1, from: { id: 2 }, chat: { id: 2, type: 'private' }, ...content },
    };
    expect(meanings('telegram', body)[0]).toMatchObject({
      message: { text, attachments: [{ type }], sentAt: RECEIVED_AT },
    });
  });
});

describe('a group', () => {
  test('is public; a topic is a thread of its own, and an answer goes back into it', () => {
    expect(read('group-topic-reply')[0]).toMatchObject({
      message: {
        channel: 'telegram.group',
        visibility: 'public',
        id: '-1009001:12',
        inReplyTo: '-1009001:11',
        customerId: '440202',
        threadKeys: ['chat:-1009001:5'],
        answerWith: { chat: '-1009001', topic: '5' },
      },
    });
  });

  test('numbers its reply threads too, which are no topics', () => {
    expect(read('group-reply-without-topic')[0]).toMatchObject({
      message: { threadKeys: ['chat:-1009001'], answerWith: { chat: '-1009001' } },
    });
  });

  test('shows a channel in whose name somebody writes as the author, not the robot before it', () => {
    expect(read('group-as-channel')[0]).toMatchObject({
      message: { customerId: '-1007777', author: { id: '-1007777', name: 'Parcel fans', handle: 'parcel_fans' } },
    });
  });

  test('of messages to a channel is private', () => {
    expect(read('channel-direct-message')[0]).toMatchObject({
      message: {
        channel: 'telegram.dm',
        visibility: 'private',
        threadKeys: ['chat:-1006666:440202'],
        answerWith: { chat: '-1006666', directTopic: '440202' },
      },
    });
  });
});

test.each<[string, Record<string, unknown>, string]>([
  ['a person', { id: 3 }, 'private'],
  ['a group', { id: -3 }, 'public'],
  ['a basic group', { id: -3, type: 'group' }, 'public'],
])('a chat with %s is known by its id where no type is told', (_what, chat, visibility) => {
  const body = { update_id: 1, message: { message_id: 1, from: { id: 3 }, chat, text: 'Hi' } };
  expect(meanings('telegram', body)[0]).toMatchObject({ message: { visibility } });
});

describe('a connected business account', () => {
  test('hears its customers, and is answered through its connection', () => {
    expect(read('business-message')[0]).toMatchObject({
      message: {
        direction: 'in',
        threadKeys: ['business:bc-1:440202'],
        answerWith: { chat: '440202', businessConnection: 'bc-1' },
      },
    });
  });

  test("writes in its owner's app: that is the brand", () => {
    expect(read('business-by-owner')[0]).toMatchObject({
      message: { direction: 'out', customerId: '440202', author: { id: '900' }, text: 'We do, from ten' },
    });
  });

  test('tells of deleted messages, each an event of its own', () => {
    expect(outline(read('deleted-business'))).toEqual(['deletion of 440202:81', 'deletion of 440202:83']);
    expect(pieces('telegram', fixture('telegram/deleted-business')).map(({ id }) => id)).toEqual([
      'update:9025:81',
      'update:9025:83',
    ]);
  });
});

describe('an edit', () => {
  test('has the new words, and sorts by the number of its update', () => {
    expect(read('edited-caption')[0]).toMatchObject({
      amendment: {
        kind: 'edit',
        messageId: '440202:72',
        id: 'edit:0000000000009009',
        customerId: '440202',
        text: 'It came like this, broken',
        at: '2026-11-22T10:01:00.000Z',
      },
    });
    expect(outline(read('edited-business'))).toEqual(['edit of 440202:81']);
  });

  test('needs no date of its own: what Telegram sends must never fail', () => {
    const body = { update_id: 2, edited_message: { message_id: 9, from: { id: 3 }, chat: { id: 3, type: 'private' } } };
    expect(meanings('telegram', body)[0]).toMatchObject({ kind: 'amendment', amendment: { at: RECEIVED_AT } });
  });
});

describe('a pressed button', () => {
  test('speaks by its label', () => {
    expect(read('callback-query')[0]).toMatchObject({
      message: {
        id: 'callback:cq-1',
        customerId: '440202',
        text: 'Track my parcel',
        inReplyTo: '440202:70',
        sentAt: RECEIVED_AT,
        threadKeys: ['chat:440202'],
      },
    });
  });

  test('speaks by what it sends where the label is not told', () => {
    expect(read('callback-inline')[0]).toMatchObject({
      message: { id: 'callback:cq-2', text: 'return', channel: 'telegram.dm', answerWith: { chat: '440202' } },
    });
  });
});

test.each([
  ['edited-live-location', 'ignored live_location'],
  ['group-anonymous-admin', 'ignored own_post'],
  ['group-channel-forward', 'ignored own_post'],
  ['group-other-bot', 'ignored bot'],
  ['new-members', 'ignored service_message'],
  ['pinned', 'ignored service_message'],
  ['channel-post', 'ignored own_post'],
  ['edited-channel-post', 'ignored own_post'],
  ['business-connection', 'ignored business_connection'],
  ['blocked', 'ignored membership'],
  ['reaction', 'ignored reaction'],
  ['unknown-content', 'unknown message.hologram'],
])('%s is %s', (name, expected) => {
  expect(outline(read(name))).toEqual([expected]);
});

test('updates that Telegram may add are kept under their word', () => {
  expect(outline(meanings('telegram', { update_id: 1, hologram_query: { id: '1' } }))).toEqual([
    'unknown hologram_query',
  ]);
});

test('a list of updates, as getUpdates answers, is an event each', () => {
  const both = [fixture('telegram/text'), fixture('telegram/sticker')];
  for (const body of [both, { ok: true, result: both }]) {
    expect(pieces('telegram', body).map(({ id }) => id)).toEqual(['update:9001', 'update:9003']);
  }
});

test('every payload has a meaning, under the account of its path', () => {
  const files = readdirSync(new URL('../../fixtures/telegram', import.meta.url));
  for (const file of files) {
    const events = pieces('telegram', fixture(`telegram/${file.replace('.json', '')}`));
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      expect(event.account).toBe('telegram:shop');
      expect(() => telegram.normalise(event, RECEIVED_AT)).not.toThrow();
    }
  }
});
