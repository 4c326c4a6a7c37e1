import { describe, expect, test } from 'vitest';
import { outline } from '../support/fixtures.ts';
import { meaningsRecorded, recordedFiles } from '../support/recorded.ts';

const files = recordedFiles('facebook');
const PAGE_2017 = 'facebook:295712110264134';
const POST_2017 = '295712110264134_299240440818301';
const CAROL = { id: '1914154345481707', name: 'Carol Kim' };
const REVIEWER = { id: '705955836155788', name: 'Tester' };

const message = (id: string, more: object) => ({ kind: 'message', message: { id, direction: 'in', ...more } });
const amendment = (kind: string, messageId: string, more: object = {}) => ({
  kind: 'amendment',
  amendment: { kind, messageId, ...more },
});

/** What each recorded file that carries a customer's words, or takes some back, says. */
const EXPECTED: Readonly<Record<string, readonly object[]>> = {
  captured2016_comment_by_page_itself: [
    message('1054464373132795_1051951365675918', {
      account: 'facebook:1017156588947685',
      text: 'test',
      author: { id: '1142469655832956', name: 'CTCC' },
      threadKeys: ['1017156588947685_1054464373132795', '1054464373132795_1051951365675918'],
      sentAt: '2016-11-06T13:40:30.000Z',
    }),
  ],
  captured2017_comment_add_numeric_sender: [
    message('299240440818301_299249221922534', {
      account: PAGE_2017,
      channel: 'facebook.comment',
      text: 'I',
      author: CAROL,
      threadKeys: [POST_2017, '299240440818301_299249221922534'],
      sentAt: '2017-03-20T08:31:09.000Z',
    }),
  ],
  captured2017_comment_edited: [
    amendment('edit', '299240440818301_299249221922534', {
      text: "I don't",
      customerId: CAROL.id,
      at: '2017-03-20T08:31:32.000Z',
    }),
  ],
  captured2017_comment_photo_only_no_message_no_created_time: [
    message('299240440818301_299246300811715', {
      text: undefined,
      author: CAROL,
      attachments: [{ type: 'photo', url: expect.stringContaining('12457933_1601081509908304') }],
      threadKeys: [POST_2017, '299240440818301_299246300811715'],
      sentAt: '2017-03-20T08:31:09.000Z',
    }),
  ],
  captured2017_comment_remove_no_message: [
    amendment('deletion', '299240440818301_299249221922534', { at: '2017-03-20T08:31:53.000Z' }),
  ],
  derived_batch_3_entries_mixed_pages_and_changes: [
    message('901097836652708_903438993085259', {
      account: 'facebook:111',
      text: 'and the next one',
      author: { id: '1234567890321', name: 'Tester' },
      sentAt: '2015-12-03T09:30:03.000Z',
    }),
    amendment('deletion', '905578656204626_905579239537901'),
    { kind: 'ignored', reason: 'reaction' },
    message('mid.1457764197618:41d102a3e1ae206a38', {
      account: 'messenger:222',
      channel: 'messenger.dm',
      text: 'hello, world!',
      author: { id: '987654321432' },
    }),
  ],
  derived_comment_add_no_from: [
    message('901097836652708_903438993085259', {
      text: 'and the next one',
      customerId: 'anonymous:901097836652708_903438993085259',
      threadKeys: ['1234567890321_901097836652708', '901097836652708_903438993085259'],
    }),
  ],
  restfb_feed_comment_edited_25: [
    amendment('edit', '900728623356296_900744590021366', { text: "Let's see the Webhooks in action :D" }),
  ],
  restfb_feed_comment_edited_with_photo: [
    amendment('edit', '900728623356296_900744590021366', { text: "Let's see the Webhooks in action :D" }),
  ],
  restfb_feed_comment_edited_with_video: [
    amendment('edit', '900728623356296_900744590021366', { text: "Let's see the Webhooks in action :D" }),
  ],
  restfb_feed_comment_remove_25: [amendment('deletion', '905578656204626_905579239537901')],
  restfb_feed_post_remove_25: [amendment('deletion', '1234567890321_901097836652708')],
  restfb_feed_video_remove_25: [amendment('deletion', '1234567890321_900767076685784')],
  restfb_issue817_comment_add_from_object: [
    message('987654321_1491873277575158', {
      account: 'facebook:123456789',
      text: 'more attachments more fun',
      author: { id: '123456789098764', name: 'Test User or Page' },
      threadKeys: ['123456789_987654321', '987654321_1491873277575158'],
      sentAt: '2017-11-07T22:07:11.000Z',
    }),
  ],
  restfb_mention_comment_add: [
    message('7363534231324_3754798971271444', {
      channel: 'facebook.mention',
      text: 'Just a test message',
      threadKeys: ['1234567890321_7363534231324', '7363534231324_3754798971271444'],
      sentAt: '2021-02-26T12:01:02.000Z',
    }),
  ],
  restfb_mention_post_add: [{ kind: 'reference', reference: { type: 'mentioned_post', id: '44444444_444444444' } }],
  restfb_mention_post_add_real: [
    message('1234567890321_98722536423179', {
      channel: 'facebook.mention',
      text: 'A test post message',
      sentAt: '2021-02-26T11:56:02.000Z',
    }),
  ],
  restfb_ratings_comment_add_25: [
    message('904801129604590_904802532937783', { channel: 'facebook.comment', author: REVIEWER }),
  ],
  restfb_ratings_comment_remove_25: [amendment('deletion', '716630661754264_812745235476139')],
  restfb_ratings_rating_add_25: [
    message('904801129604590', {
      channel: 'facebook.recommendation',
      text: 'Ja ziemlich coole Sache',
      rating: 3,
      author: REVIEWER,
      threadKeys: ['904801129604590'],
      sentAt: '2015-11-29T11:03:22.000Z',
    }),
  ],
  restfb_ratings_rating_add_31: [
    message('904801129604590', {
      text: 'Ja ziemlich coole Sache',
      rating: 3,
      author: REVIEWER,
      attachments: [{ type: 'recommendation_positive' }],
      sentAt: '2018-09-19T15:05:12.000Z',
    }),
  ],
  restfb_ratings_rating_edit_25: [amendment('edit', '904801129604590', { text: 'Ja ziemlich coole Sache', rating: 3 })],
  restfb_ratings_rating_remove_25: [amendment('deletion', '904801129604590', { customerId: REVIEWER.id })],
};

describe.skipIf(files.length === 0)('recorded payloads of Facebook', () => {
  test.each(Object.entries(EXPECTED))('%s', (name, expected) => {
    expect(meaningsRecorded('facebook', `${name}.json`)).toMatchObject(expected);
  });

  test('all others are the page itself, of no consequence, or not known and kept', () => {
    const others = files.filter((file) => !Object.hasOwn(EXPECTED, file.replace('.json', '')));
    const lines = others.flatMap((file) => outline(meaningsRecorded('facebook', file)));
    const counted = Object.groupBy(lines, (line) => line.split('.')[0] ?? line);
    expect(Object.fromEntries(Object.entries(counted).map(([line, all]) => [line, all?.length]))).toEqual({
      'ignored edit_without_words': 1,
      'ignored moderation': 10,
      'ignored own_post': 11,
      'ignored reaction': 15,
      'reference own_answer 901097836652708_903438993085259': 3,
      'unknown page': 2,
      'unknown permissions': 1,
      'unknown user': 5,
    });
  });
});
