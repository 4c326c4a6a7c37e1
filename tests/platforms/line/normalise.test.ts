import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { line } from '#platforms/line/index.ts';
import { fixture, meanings, meaningsOf, outline, pieces, RECEIVED_AT } from '../support/fixtures.ts';

const USER = `U${'1a'.repeat(16)}`;
const GROUP = `C${'2b'.repeat(16)}`;
const ROOM = `R${'3c'.repeat(16)}`;
const DESTINATION = `U${'9f'.repeat(16)}`;

const read = (name: string) => meaningsOf(`line/${name}`);

describe('a message to the account', () => {
  test('is stored as it was written, under the account it was sent to', () => {
    expect(read('text')).toEqual([
      {
        kind: 'message',
        message: {
          account: `line:${DESTINATION}`,
          platform: 'line',
          channel: 'line.dm',
          visibility: 'private',
          id: '5601',
          threadKeys: ['dm'],
          customerId: USER,
          direction: 'in',
          author: { id: USER },
          text: 'Où est ma commande ? 📦',
          attachments: [],
          answerWith: { to: USER },
          sentAt: '2026-11-22T10:00:01.000Z',
          receivedAt: RECEIVED_AT,
        },
      },
    ]);
  });

  test.each<[string, string | undefined, unknown]>([
    ['room-without-user', undefined, [{ type: 'image', id: '5603' }]],
    ['image-external', undefined, [{ type: 'image', url: 'https://media.example/a.jpg' }]],
    ['file', undefined, [{ type: 'file', id: '5605' }]],
    ['location', 'Our shop\n1 Example Street', [{ type: 'location', url: 'geo:35.65,139.7' }]],
    ['sticker', undefined, [{ type: 'sticker' }]],
    ['sticker-with-words', 'Not again', [{ type: 'sticker' }]],
  ])('%s has its words and what it carries', (name, text, attachments) => {
    expect(read(name)[0]).toMatchObject({ kind: 'message', message: { text, attachments } });
  });

  test('of a kind that LINE may add is a message all the same', () => {
    const body = fixture('line/text') as { events: { message: object }[] };
    const [event] = body.events;
    const odd = {
      ...body,
      events: [{ ...event, message: { id: '1', type: 'hologram', text: 4, quotedMessageId: [] } }],
    };
    expect(meanings('line', odd)[0]).toMatchObject({
      message: { text: undefined, attachments: [{ type: 'hologram' }] },
    });
  });
});

describe('a group', () => {
  test('is public, its answers go to all of it and quote the question', () => {
    expect(read('group-quote')[0]).toMatchObject({
      message: {
        channel: 'line.group',
        visibility: 'public',
        customerId: USER,
        inReplyTo: '5590',
        threadKeys: [`group:${GROUP}`],
        answerWith: { to: GROUP, quoteToken: 'q-2' },
      },
    });
  });

  test('that does not tell who speaks is itself who speaks', () => {
    expect(read('room-without-user')[0]).toMatchObject({
      message: { customerId: ROOM, author: { id: ROOM }, answerWith: { to: ROOM } },
    });
  });
});

test('an edit has the new words', () => {
  expect(read('edited')[0]).toMatchObject({
    amendment: { kind: 'edit', messageId: '5601', customerId: USER, text: 'Where is my order?', threadKeys: ['dm'] },
  });
});

test('an unsent message is a deletion', () => {
  expect(read('unsend')[0]).toMatchObject({
    amendment: { kind: 'deletion', messageId: '5602', threadKeys: [`group:${GROUP}`] },
  });
});

test('a pressed button says what it sends and what was picked', () => {
  const [pressed] = read('postback');
  const [event] = pieces('line', fixture('line/postback'));
  expect(pressed).toMatchObject({ message: { id: event?.id, text: 'action=book 2026-12-01T10:00', customerId: USER } });
});

test('a message in standby is kept, and marked as not ours to answer', () => {
  expect(read('standby')[0]).toMatchObject({ message: { answerWith: { to: USER, mode: 'standby' } } });
});

describe('an event', () => {
  test('that is delivered again is the same event', () => {
    const ids = ['first-delivery', 'redelivery'].map((name) => pieces('line', fixture(`line/${name}`))[0]?.id);
    expect(ids[0]).toMatch(/^message:01KB/);
    expect(ids[1]).toBe(ids[0]);
  });

  test('without an id of its own is known by what it says, not by how it was delivered', () => {
    const body = fixture('line/without-event-id') as { events: object[] };
    const again = {
      ...body,
      events: body.events.map((event) => ({
        ...event,
        replyToken: 'another',
        deliveryContext: { isRedelivery: true },
      })),
    };
    expect(pieces('line', again)[0]?.id).toBe(pieces('line', body)[0]?.id);
    expect(outline(meanings('line', body))).toEqual([`message 5613 in ${USER}`]);
  });

  test('stands in a batch beside others of any kind', () => {
    expect(outline(read('batch'))).toEqual([`message 5611 in ${USER}`, 'ignored follow', `message 5612 in ${USER}`]);
  });

  test('that says nothing is ignored, each with its reason; what is not known is kept', () => {
    expect(outline(read('quiet'))).toEqual([
      'ignored follow',
      'ignored unfollow',
      'ignored membership',
      'ignored membership',
      'ignored membership',
      'ignored video_viewed',
      'ignored beacon',
      'ignored account_linking',
      'ignored membership',
      'ignored delivery_receipt',
      'unknown hologram',
    ]);
  });
});

test.each([
  ['verify', ['ignored verification']],
  ['console-test', ['ignored test_event', 'ignored test_event']],
  ['postback-menu', ['ignored menu_switch']],
])('%s is no talk', (name, expected) => {
  expect(outline(read(name))).toEqual(expected);
});

test('every payload has a meaning', () => {
  for (const file of readdirSync(new URL('../../fixtures/line', import.meta.url))) {
    const events = pieces('line', fixture(`line/${file.replace('.json', '')}`));
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) expect(() => line.normalise(event, RECEIVED_AT)).not.toThrow();
  }
});
