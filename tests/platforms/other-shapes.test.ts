import { expect, test } from 'vitest';
import { type PlatformName, platforms } from '#platforms/registry.ts';
import { fixture, meaningsOf } from './support/fixtures.ts';
import { NOW_MS } from './support/requests.ts';

/** Shapes of older versions, of relays and of calls beside the one that is polled: the words in them are heard alike. */

const at = '2025-03-04T09:15:02.000Z';
const said = (text: string | undefined, author: string, more: object = {}) => ({
  kind: 'message',
  message: { direction: 'in', text, author: { id: author }, sentAt: at, ...more },
});
const LOCATION = 'accounts/11/locations/22';
const LINKEDIN_POST = 'urn:li:activity:71';

test.each<[path: `${PlatformName}/${string}`, expected: readonly object[]]>([
  ['x/tweet-escaped', [said('@acme salt & pepper <3 > all', '903')]],
  ['facebook/sticker-comment', [said(undefined, '740006', { attachments: [{ type: 'sticker' }] })]],
  ['messenger/postback-without-title', [said('ASK_PERSON', '8802')]],
  [
    'whatsapp/place',
    [said('Main square\nSquare 1', '43660', { attachments: [{ type: 'location', url: 'geo:47.07,15.43' }] })],
  ],
  ['whatsapp/card', [said('Wim Z\n+43 1 2', '43660', { attachments: [{ type: 'contact' }] })]],
  ['whatsapp/button-without-label', [said('Call me', '43660')]],
  [
    'linkedin/relayed',
    [
      said('flat words', 'urn:li:person:p7', {
        account: 'linkedin:501',
        threadKeys: expect.arrayContaining([LINKEDIN_POST]),
      }),
    ],
  ],
  ['linkedin/comment-by-actor', [said('no answer by mail', 'urn:li:person:p2')]],
  ['telegram/without-number', [said('only the message', '3001', { threadKeys: ['chat:3001'] })]],
  [
    'google_business/batch-get',
    [
      said('queue too long', `${LOCATION}/reviews/r6`, {
        account: 'google_business:11',
        rating: 2,
        sentAt: '2025-03-04T09:15:02.123Z',
      }),
    ],
  ],
  ['trustpilot/lone-event', [said('Late\nCame on the ninth day.', 'con1', { id: 'rev7', rating: 2 })]],
  ['standard/message-with-nulls', [said('hello', 'k1', { visibility: 'private', threadKeys: ['dm'] })]],
  ['bluesky/records', [said('as a record', 'did:plc:kai')]],
  ['mastodon/grouped', [said('grouped words', '42', { id: '1108' }), { kind: 'ignored', reason: 'like' }]],
  ['mastodon/boost', [said('words', '41', { id: '1112' }), { kind: 'ignored', reason: 'repost' }]],
  ['google_play/lone-review', [said('Stops at start', 'gp:6'), { kind: 'amendment' }]],
  ['instagram/list-body', [said('in a list', '6610', { account: 'instagram:17840000000000001', inReplyTo: '1800' })]],
  ['instagram/postback-by-entry', [said('Opening hours', '6611', { account: 'instagram:17840000000000001' })]],
  ['instagram/nulls-beside', [said('only this', '6612')]],
  ['messenger/lone-change', [said('Yes, tell me more', 'user_ref:UREF1')]],
  [
    'facebook/edited-time',
    [{ kind: 'amendment', amendment: { kind: 'edit', text: 'new words', at: '2025-03-04T09:25:02.000Z' } }],
  ],
  [
    'google_business/push-object',
    [{ kind: 'reference', reference: { type: 'review', id: `${LOCATION}/reviews/r20` } }],
  ],
  ['google_business/push-id', [{ kind: 'reference', reference: { type: 'review', id: `${LOCATION}/reviews/r21` } }]],
  [
    'google_business/push-resource',
    [{ kind: 'reference', reference: { type: 'review', id: `${LOCATION}/reviews/r23` } }],
  ],
  ['threads/list-body', [said('from a list', 'vin', { account: 'threads:shop' })]],
  ['telegram/nulls-written-out', [said('typed library', '3005')]],
  ['mastodon/list-in-words', [said('RE: x\n\na\n\none\ntwo', '51')]],
  ['reddit/without-name', [said('it broke', 't2_y', { id: 't1_c9' })]],
])('%s', (path, expected) => {
  const found = meaningsOf(path);
  expect(found).toHaveLength(expected.length);
  expect(found).toMatchObject(expected);
});

test.each<[path: `${PlatformName}/${string}`]>([
  ['google_play/lone-review'],
  ['mastodon/grouped'],
  ['bluesky/records'],
])('%s is taken as the answer to a poll', (path) => {
  const name = path.split('/')[0] as PlatformName;
  const response = { status: 200, headers: {}, body: JSON.stringify(fixture(path)) };
  const credentials = { accessToken: 'token' };
  const answer = platforms[name].poll?.read(response, { account: `${name}:shop`, credentials, nowMs: NOW_MS });
  expect(answer).toMatchObject({ kind: 'page', body: fixture(path) });
});

test('things without a name are told apart by Reddit', () => {
  const body = JSON.stringify(fixture('reddit/without-name'));
  const turn = { account: 'reddit:shop', credentials: { accessToken: 'token' }, nowMs: NOW_MS };
  const first = platforms.reddit.poll?.read({ status: 200, headers: {}, body }, turn);
  if (first?.kind !== 'page') throw new Error('no page');
  const again = (other: string) =>
    platforms.reddit.poll?.read({ status: 200, headers: {}, body: other }, { ...turn, cursor: first.cursor });
  expect(again(body)).not.toHaveProperty('body');
  expect(again(body.replaceAll('c9', 'c8'))).toMatchObject({ body: { data: { children: [{ kind: 't1' }] } } });
});

test('a record that holds no words is kept whole', () => {
  const like = { uri: 'at://did:plc:kai/app.bsky.feed.like/1', value: { $type: 'app.bsky.feed.like' } };
  const [event] = platforms.bluesky.split({ records: [like] }, { id: 'd', pathAccount: 'did:plc:shop', headers: {} });
  expect(event && platforms.bluesky.normalise(event, at)).toEqual({ kind: 'unknown', type: 'app.bsky.feed.like' });
});

test('words of a direct message on X are as they were typed', () => {
  const message_create = {
    sender_id: '2',
    target: { recipient_id: '1' },
    message_data: { text: 'a &lt; b &amp;amp; c' },
  };
  const body = { for_user_id: '1', direct_message_events: [{ type: 'message_create', id: '9', message_create }] };
  const [event] = platforms.x.split(body, { id: 'd', headers: {} });
  expect(event && platforms.x.normalise(event, at)).toMatchObject({ message: { text: 'a < b &amp; c' } });
});

test('a review that is not named is kept whole, and takes none beside it away', () => {
  const named = { name: `${LOCATION}/reviews/r1`, comment: 'a', createTime: at };
  const events = platforms.google_business.split({ reviews: [named, { comment: 'b' }] }, { id: 'd', headers: {} });
  expect(events.map((event) => platforms.google_business.normalise(event, at).kind)).toEqual(['message', 'unknown']);
});

test('whoever mentions on Mastodon wrote the status', () => {
  const status = { id: '5', content: '<p>hello</p>' };
  const [event] = platforms.mastodon.split([{ id: '1', type: 'mention', account: { id: '9' }, status }], {
    id: 'd',
    pathAccount: 'shop',
    headers: {},
  });
  expect(event && platforms.mastodon.normalise(event, at)).toMatchObject({ message: { author: { id: '9' } } });
});

test('a comment on LinkedIn whose author is not told is asked for', () => {
  const generatedActivity = `urn:li:comment:(${LINKEDIN_POST},81)`;
  const comment = { text: 'whose words?' };
  const item = { notificationId: 1, organizationalEntity: 'urn:li:organization:501', action: 'COMMENT' };
  const body = { notifications: [{ ...item, generatedActivity, decoratedGeneratedActivity: { comment } }] };
  const [event] = platforms.linkedin.split(body, { id: 'd', headers: {} });
  expect(event && platforms.linkedin.normalise(event, at)).toEqual({
    kind: 'reference',
    reference: { type: 'comment', id: generatedActivity },
  });
});

test.each<[PlatformName, object]>([
  [
    'messenger',
    { object: 'page', entry: [{ id: '1', messaging: [{ sender: { id: '2' }, message: { text: 'hello' } }] }] },
  ],
  ['whatsapp', { messages: [{ from: '2', type: 'text', text: { body: 'hello' } }] }],
  ['whatsapp', { messages: [{ from_parent_user_id: '2', type: 'text', text: { body: 'hello' } }] }],
])('words on %s without an id are known by their event, the same in every delivery', (platform, body) => {
  const { split, normalise } = platforms[platform];
  const [first, second] = ['d1', 'd2'].map((id) => split(body, { id, pathAccount: 'shop', headers: {} })[0]);
  expect(first?.id).toBe(second?.id);
  expect(first && normalise(first, at)).toMatchObject({ message: { id: first?.id, text: 'hello', customerId: '2' } });
});
