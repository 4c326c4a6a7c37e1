import { describe, expect, test } from 'vitest';
import { outline } from '../support/fixtures.ts';
import { meaningsRecorded, recordedFiles } from '../support/recorded.ts';

const files = recordedFiles('mastodon');

describe.skipIf(files.length === 0)('recorded answers of Mastodon', () => {
  test.each(files)('%s has a meaning', (file) => {
    const found = meaningsRecorded('mastodon', file);
    expect(found.length).toBeGreaterThan(0);
    for (const { kind } of found) expect(kind).toMatch(/^(message|ignored|unknown)$/);
  });

  test('what holds no words of anybody is kept or ignored', () => {
    const wordless = [
      'conversation_1_example',
      'notification_2_favourite',
      'notifications_3_200_ok',
      'notifications_4_200_ok',
      'statuses_1_200_ok',
      'statuses_2_200_ok',
    ];
    expect(wordless.flatMap((file) => outline(meaningsRecorded('mastodon', `${file}.json`)))).toEqual([
      'unknown status',
      'ignored like',
      ...Array(4).fill('unknown status'),
    ]);
  });

  test.each<[string, string, string, RegExp, string, string]>([
    ['notifications_2_200_ok', '971724', 'zsc', /^@trwnh sup!$/, '134095349736129618', '2019-11-23T07:49:01.940Z'],
    ['notifications_5_200_ok', '971724', 'zsc', /^@trwnh sup!$/, '134095349736129618', '2019-11-23T07:49:01.940Z'],
    ['notifications_6_200_ok', '971724', 'zsc', /^@trwnh sup!$/, '134095349736129618', '2019-11-23T07:49:01.940Z'],
    [
      'status_1_example',
      '1',
      'Gargron',
      /^"I lost my inheritance .* code"\n\nhttps:\/\/www\.theguardian\.com\/money\/2019\/dec\/07\/\S+-sort-code$/,
      '134723008975319628',
      '2019-12-08T03:48:33.901Z',
    ],
    ['statuses_3_200_ok', '1', 'Gargron', /^Hello world$/, '1', '2016-03-16T14:44:31.580Z'],
    ['statuses_5_200_ok', '14715', 'trwnh', /^test$/, '134781064669410443', '2019-12-05T08:19:26.052Z'],
  ])('%s is of %s', (file, id, handle, text, thread, sentAt) => {
    const [one] = meaningsRecorded('mastodon', `${file}.json`);
    expect(one).toMatchObject({ kind: 'message', message: { author: { id, handle }, sentAt } });
    const message = one?.kind === 'message' ? one.message : undefined;
    expect(message?.text).toMatch(text);
    expect(message?.threadKeys).toContain(thread);
  });
});
