import { describe, expect, test } from 'vitest';
import { platforms } from '#platforms/registry.ts';
import { fixture, meanings, meaningsOf, outline, pieces, RECEIVED_AT } from '../support/fixtures.ts';

const ACCOUNT = '17841400000000001';
const SAM = '5600000000000001';
const POST = '1800001';
const read = (name: string) => meaningsOf(`instagram/${name}`);
const common = { account: `instagram:${ACCOUNT}`, platform: 'instagram', direction: 'in', receivedAt: RECEIVED_AT };

describe('a comment', () => {
  test('is a public message of its author, in the thread of its post', () => {
    expect(read('comments')[0]).toEqual({
      kind: 'message',
      message: {
        ...common,
        channel: 'instagram.comment',
        visibility: 'public',
        id: '1790001',
        threadKeys: [POST, '1790001'],
        customerId: SAM,
        author: { id: SAM, handle: 'sam_visits' },
        text: 'Où est ma commande ? 📦',
        attachments: [],
        inReplyTo: POST,
        answerWith: undefined,
        sentAt: '2026-11-22T09:31:42.000Z',
      },
    });
  });

  test('of a comment says where the thread begins: only there can be answered', () => {
    expect(read('comments')[1]).toMatchObject({
      message: { inReplyTo: '1790001', threadKeys: [POST, '1790002', '1790001'], answerWith: { parent_id: '1790001' } },
    });
  });

  test('whose author Meta keeps from us is a message all the same', () => {
    expect(read('comments')[2]).toMatchObject({
      message: { text: 'I have no name here', customerId: 'anonymous:1790003' },
    });
  });

  test('on an ad is in the thread of the post that it advertises', () => {
    expect(read('comments')[3]).toMatchObject({ message: { id: '1790004', threadKeys: [POST, '1790004'] } });
  });

  test('of a boosted post that is notified twice is one message', () => {
    const twice = [{ id: '1800009', original_media_id: POST }, { id: POST }].flatMap((media) =>
      meanings('instagram', {
        object: 'instagram',
        entry: [
          { id: ACCOUNT, changes: [{ field: 'comments', value: { id: '1', text: 'Hi', from: { id: SAM }, media } }] },
        ],
      }),
    );
    expect(outline(twice)).toEqual([`message 1 in ${SAM}`, `message 1 in ${SAM}`]);
  });

  test("by the account itself is not a customer's: it is asked whom it answers, where it answers somebody", () => {
    expect(read('comments')[4]).toEqual({
      kind: 'reference',
      reference: { type: 'own_answer', id: '1790005', with: { parent_id: '1790001' } },
    });
    const own = (more: object) => ({
      object: 'instagram',
      entry: [{ id: ACCOUNT, changes: [{ field: 'comments', value: { id: '7', from: { id: ACCOUNT }, ...more } }] }],
    });
    const of = (more: object) => outline(meanings('instagram', own({ text: 'Hi', ...more })));
    expect(of({})).toEqual(['ignored own_post']);
    expect(of({ parent_id: '1790001', answers: { id: SAM } })).toEqual([`message 7 out ${SAM}`]);
    expect(of({ parent_id: '1790001', answers: { id: ACCOUNT } })).toEqual(['ignored own_post']);
  });

  test('in a live video has a channel of its own', () => {
    expect(read('comments')[5]).toMatchObject({ message: { channel: 'instagram.live_comment', visibility: 'public' } });
  });

  test('reads alike in the flat envelope, as the same event', () => {
    expect(read('comment-flat')).toEqual(read('comments').slice(0, 1));
    const ids = ['comment-flat', 'comments'].map((name) => pieces('instagram', fixture(`instagram/${name}`))[0]?.id);
    expect(ids[0]).toBe(ids[1]);
  });

  test('without an id is parked', () => {
    const body = { object: 'instagram', entry: [{ id: '1', changes: [{ field: 'comments', value: { text: 'a' } }] }] };
    expect(() => meanings('instagram', body)).toThrow('message_without_id');
  });
});

test('a mention is a name whose words are fetched', () => {
  expect(read('mentions')).toEqual([
    { kind: 'reference', reference: { type: 'mentioned_comment', id: '1790050', with: { media_id: '1800050' } } },
    { kind: 'reference', reference: { type: 'mentioned_media', id: '1800051' } },
  ]);
});

describe('a direct message', () => {
  const all = read('direct-messages');

  test('is a private message of its sender', () => {
    expect(all[0]).toEqual({
      kind: 'message',
      message: {
        ...common,
        channel: 'instagram.dm',
        visibility: 'private',
        id: 'aW_1',
        threadKeys: ['dm'],
        customerId: SAM,
        author: { id: SAM },
        text: 'Où est ma commande ? 📦',
        attachments: [],
        inReplyTo: undefined,
        replyId: undefined,
        sentAt: '2026-11-22T09:31:40.456Z',
      },
    });
  });

  test.each<[number, string | undefined, unknown]>([
    [1, 'Love it', [{ type: 'story', url: 'https://media.example/story.jpg' }]],
    [2, 'This one', []],
    [3, undefined, [{ type: 'story_mention', url: 'https://media.example/mention.jpg' }]],
    [4, undefined, [{ type: 'ig_post', url: 'https://media.example/post' }]],
    [5, undefined, [{ type: 'ig_reel', url: 'https://media.example/reel' }]],
    [6, undefined, [{ type: 'like_heart' }]],
    [7, undefined, [{ type: 'unsupported' }]],
    [8, undefined, [{ type: 'unsupported_type', url: 'https://media.example/x' }]],
    [9, 'Yes', []],
  ])('number %i has its words and what it carries', (index, text, attachments) => {
    expect(all[index]).toMatchObject({ message: { text, attachments, customerId: SAM } });
  });

  test('that answers a message names it', () => {
    expect(all[2]).toMatchObject({ message: { inReplyTo: 'aW_1' } });
  });

  test('is edited and unsent', () => {
    const changes = read('changes-of-messages');
    expect(outline(changes)).toEqual(['edit of aW_1', 'deletion of aW_2', 'deletion of aW_3']);
    expect(changes[0]).toMatchObject({
      amendment: { id: 'edit:000000001', text: 'Où est ma commande 4711 ?', channel: 'instagram.dm', customerId: SAM },
    });
  });

  test("by the account is the brand's, whether or not it says so; one to itself is nobody's", () => {
    expect(outline(read('own-words'))).toEqual([
      `message aW_20 out ${SAM}`,
      `message aW_21 out ${SAM}`,
      'ignored own_message',
    ]);
  });

  test('in ISO 8601, as digits or in seconds has its time', () => {
    const at = (timestamp: unknown) => {
      const item = { sender: { id: SAM }, recipient: { id: ACCOUNT }, timestamp, message: { mid: 'm', text: 'a' } };
      const [meaning] = meanings('instagram', { object: 'instagram', entry: [{ id: ACCOUNT, messaging: [item] }] });
      return meaning?.kind === 'message' ? meaning.message.sentAt : undefined;
    };
    const forms = ['2026-11-22T09:31:40+0000', '1795339900', 1795339900, 1795339900000, '1795339900000'];
    expect(new Set(forms.map(at))).toEqual(new Set(['2026-11-22T09:31:40.000Z']));
    expect(at('yesterday')).toBe(RECEIVED_AT);
  });
});

test('what needs no answer is ignored, with a reason; what is not known is kept under its name', () => {
  expect(outline(read('of-no-consequence'))).toEqual([
    'ignored read_receipt',
    'ignored reaction',
    'ignored referral',
    'ignored story_insights',
  ]);
  const unknown = { object: 'instagram', entry: [{ id: '1', changes: [{ field: 'story_polls', value: { a: 1 } }] }] };
  expect(outline(meanings('instagram', unknown))).toEqual(['unknown instagram.story_polls']);
});

describe("the dashboard's test", () => {
  test('is a message and a comment like any other', () => {
    expect(outline(read('dashboard-test'))).toEqual([
      'message random_mid in 12334',
      'message 17865799348089039 in 232323232',
    ]);
    expect(read('dashboard-test')[0]).toMatchObject({ message: { sentAt: '2018-05-27T22:23:44.000Z' } });
  });

  test('belongs to the account of its path, where there is one', () => {
    const at = (pathAccount?: string) =>
      platforms.instagram
        .split(fixture('instagram/dashboard-test'), { id: 'd', headers: {}, pathAccount })
        .map(({ account }) => account);
    expect(at()).toEqual(['instagram:0', 'instagram:0']);
    expect(at(ACCOUNT)).toEqual([`instagram:${ACCOUNT}`, `instagram:${ACCOUNT}`]);
  });
});

test('what comes to the address of a page is read alike', () => {
  const body = fixture('instagram/direct-messages');
  expect(pieces('messenger', body)).toEqual(pieces('instagram', body));
  expect(meanings('facebook', body)).toEqual(meanings('instagram', body));
});
