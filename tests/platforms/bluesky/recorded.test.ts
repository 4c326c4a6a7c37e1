import { describe, expect, test } from 'vitest';
import { outline } from '../support/fixtures.ts';
import { meaningsRecorded, recordedFiles } from '../support/recorded.ts';

const files = recordedFiles('bluesky');

describe.skipIf(files.length === 0)('recorded notifications of Bluesky', () => {
  test.each(files)('%s has a meaning', (file) => {
    const found = meaningsRecorded('bluesky', file);
    expect(found.length).toBeGreaterThan(0);
    for (const { kind } of found) expect(kind).toMatch(/^(message|ignored)$/);
  });

  test.each<[string, string]>([
    ['notification_follow_1', 'follow'],
    ['notification_like_1', 'like'],
    ['notification_repost_1', 'repost'],
    ['notification_repost_via_repost_1', 'repost_via_repost'],
    ['notification_verified_1', 'verified'],
  ])('%s is ignored: %s', (file, reason) => {
    expect(outline(meaningsRecorded('bluesky', `${file}.json`))).toEqual([`ignored ${reason}`]);
  });

  test.each<[string, number, string, string, string, string]>([
    ['notification_mention_1', 0, 'user(0)', 'dan.test', '@alice.bluesky.xyz is the best', 'record(5)'],
    ['notification_quote_1', 0, 'user(1)', 'alice.test', 'yoohoo label_me', 'record(4)'],
    ['notification_reply_3', 0, 'user(2)', 'carol.test', 'indeed', 'record(4)'],
    ['getPostThread_1', 0, 'user(0)', 'alice.test', 'again', 'record(4)'],
  ])('%s: message %i is of %s', (file, index, author, handle, text, thread) => {
    const said = meaningsRecorded('bluesky', `${file}.json`).flatMap((one) =>
      one.kind === 'message' ? [one.message] : [],
    );
    expect(said[index]).toMatchObject({
      author: { id: author, handle },
      customerId: author,
      text,
      visibility: 'public',
    });
    expect(said[index]?.threadKeys).toContain(thread);
  });
});
