import { describe, expect, test } from 'vitest';
import { outline } from '../support/fixtures.ts';
import { meaningsRecorded, recordedFiles } from '../support/recorded.ts';

const files = recordedFiles('youtube');

describe.skipIf(files.length === 0)('recorded comments of YouTube', () => {
  test.each(files)('%s has a meaning', (file) => {
    const found = meaningsRecorded('youtube', file);
    expect(found.length).toBeGreaterThan(0);
    for (const { kind } of found) expect(kind).toMatch(/^(message|amendment|ignored)$/);
  });

  test.each<[string, number, string, string, string, string, string]>([
    [
      'pyyoutube_comment_threads_all_to_me',
      0,
      'UgyWeTdgc4sc1xgmbld4AaABAg',
      'UCNvMBmCASzTNNX8lW3JRMbw',
      'Hope to go next time. yah!',
      'UgyWeTdgc4sc1xgmbld4AaABAg',
      '2019-12-01T03:36:55.000Z',
    ],
    [
      'pyyoutube_comment_threads_all_to_me',
      3,
      'UgwSRpgkjCe6OHHe3IJ4AaABAg',
      'UCupGECpPBlTnanhGHLe6GpA',
      '中午吃啥',
      'UgwSRpgkjCe6OHHe3IJ4AaABAg',
      '2019-11-29T02:57:53.000Z',
    ],
    [
      'pyyoutube_comment_threads_by_video_paged_1',
      0,
      'UgyZ1jqkHKYvi1-ruOZ4AaABAg',
      'UCzj-CjKYmGlZ7vTL-vOe57A',
      'Google.com',
      'UgyZ1jqkHKYvi1-ruOZ4AaABAg',
      '2019-11-26T15:51:44.000Z',
    ],
    [
      'pyyoutube_comment_threads_with_search',
      0,
      'UgyUBI0HsgL9emxcZpR4AaABAg',
      'UCTWlvHQQXUs-4IVfdnGOUbw',
      'Hello',
      'UgyUBI0HsgL9emxcZpR4AaABAg',
      '2019-06-23T02:49:00.000Z',
    ],
    [
      'pyyoutube_comments_by_parent_paged_1_c',
      0,
      'Ugw5zYU6n9pmIgAZWvN4AaABAg.91zT3cYb5B291za6voUoRh',
      'UCNvMBmCASzTNNX8lW3JRMbw',
      'this is the third reply!',
      'Ugw5zYU6n9pmIgAZWvN4AaABAg',
      '2019-12-01T04:46:31.000Z',
    ],
    [
      'pyyoutube_comments_single_c',
      0,
      'UgyUBI0HsgL9emxcZpR4AaABAg',
      'UCTWlvHQQXUs-4IVfdnGOUbw',
      'Hello',
      'UgyUBI0HsgL9emxcZpR4AaABAg',
      '2019-06-23T02:49:00.000Z',
    ],
    [
      'pyyoutube_insert_response_c',
      0,
      'Ugy_CAftKrIUCyPr9GR4AaABAg.9iPXEClD9lW9iPXLqKy_Pt',
      'UCa-vrCLQHviTOVnEKDOdetQ',
      'wow',
      'Ugy_CAftKrIUCyPr9GR4AaABAg',
      '2022-11-14T10:23:02.000Z',
    ],
  ])('%s, %i', (file, index, id, authorId, text, thread, sentAt) => {
    const message = { id, text, threadKeys: [thread], sentAt, customerId: authorId, author: { id: authorId } };
    expect(meaningsRecorded('youtube', `${file}.json`)[index]).toMatchObject({ kind: 'message', message });
  });

  test('all words of the threads are heard', () => {
    const heard = files.flatMap((file) => outline(meaningsRecorded('youtube', file)));
    expect(heard.filter((line) => line.startsWith('message')).length).toBeGreaterThan(20);
  });
});
