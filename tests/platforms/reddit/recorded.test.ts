import { describe, expect, test } from 'vitest';
import { outline } from '../support/fixtures.ts';
import { meaningsRecorded, recordedFiles } from '../support/recorded.ts';

const files = recordedFiles('reddit');

describe.skipIf(files.length === 0)('recorded things of Reddit', () => {
  test.each(files)('%s has a meaning', (file) => {
    const found = meaningsRecorded('reddit', file);
    expect(found.length).toBeGreaterThan(0);
    for (const { kind } of found) expect(kind).toMatch(/^(message|amendment|ignored|unknown)$/);
  });

  test.each<[string, readonly string[]]>([
    ['praw_testcomment_test_refresh_deleted_comment_1', ['deletion of t1_d7ltvl0']],
    ['praw_testcomment_test_refresh_removed_comment_1', ['message t1_dma3mi5 in Gooneybirdable']],
    ['praw_testcomment_test_reply_none_1', ['unknown body']],
    [
      'praw_testinbox_test_all_1',
      ['message t1_myngt77 in t2_75u2lqkb', 'message t4_2r17c8r in t2_75u2lqkb', 'message t1_m30xcs6 in t2_6l4z3'],
    ],
    ['praw_testinbox_test_message_1', ['message t4_30rhflk in t2_75u2lqkb']],
  ])('%s', (file, expected) => {
    expect(outline(meaningsRecorded('reddit', `${file}.json`))).toEqual(expected);
  });

  test.each([
    [
      'praw_testinbox_test_all_1',
      0,
      'Lil_SpazTest',
      'Reply',
      ['t3_1j7g9uj', 't1_myngt77', 't1_mynfuan'],
      '2025-06-19T15:57:51.000Z',
    ],
    ['praw_testinbox_test_all_1', 1, 'Lil_SpazTest', 'test', ['t4_2r17c8r'], '2025-05-21T15:36:58.000Z'],
    [
      'praw_testinbox_test_comment_replies_1',
      0,
      'Lil_SpazBot',
      'Comment Body',
      ['t3_1j7g9uj', 't1_mynqwvd', 't1_myngt77'],
      '2025-06-19T16:46:59.000Z',
    ],
    ['praw_testinbox_test_message_1', 0, 'Lil_SpazTest', 'Test', ['t4_30rhflk'], '2025-06-19T16:25:42.000Z'],
    [
      'praw_testinbox_test_unread_1',
      0,
      'Lil_SpazTest',
      'Reply',
      ['t3_1j7g9uj', 't1_myngt77', 't1_mynfuan'],
      '2025-06-19T15:57:51.000Z',
    ],
    [
      'praw_testinbox_test_mentions_1',
      0,
      '2Botter2Loop',
      expect.stringContaining("^^don't ^^hesitate"),
      ['t3_bb24k7', 't1_ekftbox'],
      '2019-04-09T01:45:08.000Z',
    ],
  ])('%s, %i', (file, index, handle, text, threadKeys, sentAt) => {
    expect(meaningsRecorded('reddit', `${file}.json`)[index]).toMatchObject({
      kind: 'message',
      message: { author: { handle }, text, threadKeys, sentAt },
    });
  });
});
