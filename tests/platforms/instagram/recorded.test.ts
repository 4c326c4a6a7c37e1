import { describe, expect, test } from 'vitest';
import { outline } from '../support/fixtures.ts';
import { meaningsRecorded, recordedFiles } from '../support/recorded.ts';

const files = recordedFiles('instagram');
const CHATWOOT_AT = '2021-09-08T06:34:04.000Z';

const message = (id: string, more: object) => ({ kind: 'message', message: { id, direction: 'in', ...more } });

/** What each recorded file that carries words says. */
const EXPECTED: Readonly<Record<string, object>> = {
  chatwoot_instagram_message_create_event: message('message-id-1', {
    channel: 'instagram.dm',
    text: 'This is the first message from the customer',
    author: { id: 'Sender-id-1' },
    threadKeys: ['dm'],
    sentAt: CHATWOOT_AT,
  }),
  chatwoot_instagram_message_unsupported_event: message('unsupported-message-id-1', {
    author: { id: 'Sender-id-1' },
    attachments: [{ type: 'unsupported' }],
    sentAt: CHATWOOT_AT,
  }),
  chatwoot_instagram_story_mention_event: message('mention-message-id-1', {
    channel: 'instagram.dm',
    attachments: [{ type: 'story_mention', url: 'https://www.example.com/test.jpeg' }],
    sentAt: CHATWOOT_AT,
  }),
  chatwoot_instagram_test_event: message('random_mid', {
    account: 'instagram:0',
    text: 'random_text',
    author: { id: '12334' },
    sentAt: '2018-05-27T22:23:44.000Z',
  }),
  chatwoot_instagram_test_text_event: message('random_mid', {
    account: 'instagram:0',
    text: 'random_text',
    author: { id: '12334' },
    sentAt: '2018-05-27T22:23:44.000Z',
  }),
  derived_ig_post_share_after_2026_04_27: message('m1', {
    account: 'instagram:17841405726653026',
    author: { id: 'IGSID' },
    attachments: [{ type: 'ig_post', url: 'https://lookaside.fbsbx.com/x' }],
    sentAt: '2026-04-27T14:26:40.000Z',
  }),
  metadocs_comment_flat_iglogin_template: message('12961772627095073', {
    account: 'instagram:12910138275584375',
    channel: 'instagram.comment',
    text: 'Love this',
    author: { id: '1741852963', handle: 'some_user' },
    threadKeys: ['12609068771002980', '12961772627095073'],
    sentAt: '2024-07-10T14:49:28.000Z',
  }),
  restfb_messaging_attachment_unsupported: message(expect.stringMatching(/^aWdf/), {
    author: { id: '5614879045272581' },
    attachments: [{ type: 'unsupported_type' }],
    sentAt: '2022-11-09T19:32:13.735Z',
  }),
  restfb_wh_comments: message('123456789', {
    channel: 'instagram.comment',
    text: 'This is an example.',
    customerId: 'anonymous:123456789',
    sentAt: '2018-02-23T15:21:47.000Z',
  }),
};

describe.skipIf(files.length === 0)('recorded payloads of Instagram', () => {
  test.each(Object.entries(EXPECTED))('%s', (name, expected) => {
    expect(meaningsRecorded('instagram', `${name}.json`)).toMatchObject([expected]);
  });

  test('all others are fetched, of no consequence, or not known and kept', () => {
    const others = files.filter((file) => !Object.hasOwn(EXPECTED, file.replace('.json', '')));
    expect(others.map((file) => [file, ...outline(meaningsRecorded('instagram', file))])).toEqual([
      ['chatwoot_messaging_seen_event.json', 'ignored read_receipt'],
      ['derived_self_comment_by_brand_loop_guard.json', 'reference own_answer 179'],
      ['metadocs_mention_in_comment.json', 'reference mentioned_comment 12961772627095073'],
      ['metadocs_story_insights.json', 'ignored story_insights'],
      // An answer of the API, not a delivery.
      ['restfb_comment.json', 'unknown body'],
      ['restfb_wh_mentions.json', 'reference mentioned_comment 17887498072083520'],
      ['restfb_wh_story_insights.json', 'ignored story_insights'],
    ]);
  });
});
