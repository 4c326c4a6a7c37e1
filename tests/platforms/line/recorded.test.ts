import { describe, expect, test } from 'vitest';
import { outline } from '../support/fixtures.ts';
import { meaningsRecorded, recordedFiles } from '../support/recorded.ts';

/** Deliveries recorded by other projects: what each says, by whom, where and when. */

const files = recordedFiles('line');

const USER = 'U206d25c2ea6bd87c17655609a1c37cb8';
const OTHER = 'U4af4980629';
const GROUP = 'Ca56f94637cc4347f90a25382909b24b9';
const ROOM = 'Ra8dbf4673c4c812cd491258042226c99';
const THEN = '2016-05-07T13:57:59.859Z';

const hello = { id: '325708', text: 'Hello, world', sentAt: THEN };

const EXPECTED: Readonly<Record<string, object>> = {
  'sdk_message_text_user.json': { ...hello, account: 'line:U123', author: { id: USER }, threadKeys: ['dm'] },
  'sdk_message_text_group.json': {
    ...hello,
    author: { id: USER },
    threadKeys: [`group:${GROUP}`],
    visibility: 'public',
  },
  'sdk_message_text_room.json': { ...hello, author: { id: USER }, threadKeys: [`group:${ROOM}`], visibility: 'public' },
  'sdk_message_image_room.json': {
    author: { id: ROOM },
    text: undefined,
    attachments: [{ type: 'image', url: 'https://example.com' }],
  },
  'sdk_message_video_user.json': { author: { id: USER }, attachments: [{ type: 'video', url: 'https://example.com' }] },
  'sdk_message_file_user.json': { author: { id: USER }, attachments: [{ type: 'file', id: '325708' }], sentAt: THEN },
  'sdk_message_sticker_user.json': { text: 'Just sticker', author: { id: USER }, attachments: [{ type: 'sticker' }] },
  'sdk_postback_user.json': { text: 'action=buyItem&itemId=123123&color=red 2017-12-25T01:00', author: { id: USER } },
  'sdk_postback_user_2.json': { text: 'action=buyItem&itemId=123123&color=red 2013-04-01', sentAt: THEN },
  'sdk_postback_user_3.json': { text: 'action=buyItem&itemId=123123&color=red 10:00', threadKeys: ['dm'] },
  'sdk_postback_user_4.json': { text: 'action=buyItem&itemId=123123&color=red 2013-04-01T10:00' },
  'chatwoot_params.json': { ...hello, account: 'line:2342234234', author: { id: OTHER }, threadKeys: ['dm'] },
  'chatwoot_image_params.json': { id: '354718', author: { id: OTHER }, attachments: [{ type: 'image', id: '354718' }] },
  'chatwoot_sticker_params.json': { id: '1501597916', author: { id: OTHER }, attachments: [{ type: 'sticker' }] },
};

describe.skipIf(files.length === 0)('recorded deliveries', () => {
  test.each(files)('%s has a meaning', (file) => {
    expect(meaningsRecorded('line', file).length).toBeGreaterThan(0);
  });

  test.each(Object.entries(EXPECTED))('%s says what it said', (file, message) => {
    expect(meaningsRecorded('line', file)[0]).toMatchObject({ kind: 'message', message });
  });

  test('the batch of twenty-eight is twenty-eight events', () => {
    const all = outline(meaningsRecorded('line', 'sdk_batch_28_events.json'));
    expect(all).toHaveLength(28);
    expect(Object.groupBy(all, (each) => each.split(' ')[0] ?? '')).toMatchObject({
      message: { length: 15 },
      edit: ['edit of 325708'],
      deletion: ['deletion of 325708'],
      unknown: ['unknown undefined'],
      ignored: { length: 10 },
    });
  });

  test.each([
    ['sdk_unsend_group.json', ['deletion of 325708']],
    ['verify_empty_events.json', ['ignored verification']],
    ['sdk_join_group.json', ['ignored membership']],
  ])('%s is %s', (file, expected) => {
    expect(outline(meaningsRecorded('line', file))).toEqual(expected);
  });
});
