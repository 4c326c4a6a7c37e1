import { describe, expect, test } from 'vitest';
import { fixture, meanings, outline } from '../support/fixtures.ts';

const body = fixture('google_play/reviews');

describe('reviews in Google Play', () => {
  const all = meanings('google_play', body);

  test("are messages, each with the words as an edit; the developer's comment is the brand's", () => {
    expect(outline(all)).toEqual([
      'message gp:1 in gp:1',
      'edit of gp:1',
      'message answer:gp:1:1795345200 out gp:1',
      'message gp:2 in gp:2',
      'edit of gp:2',
      'unknown body',
    ]);
  });

  test('carry stars, words, language and time; seconds are strings', () => {
    expect(all[0]).toMatchObject({
      message: {
        account: 'google_play:shop',
        channel: 'google_play.review',
        text: 'Stopped working\nSince the update it only shows a white page.',
        rating: 2,
        language: 'pt-BR',
        engagement: 4,
        author: { id: 'gp:1', name: 'Somebody' },
        threadKeys: ['gp:1'],
        sentAt: new Date(1_795_341_600_713).toISOString(),
      },
    });
    expect(all[2]).toMatchObject({ message: { text: 'We are on it.', author: { id: 'shop' }, inReplyTo: 'gp:1' } });
  });

  test('without a title, stars or a name; translated words give way to those that were written', () => {
    expect(all[3]).toMatchObject({
      message: { text: 'Bom', rating: undefined, author: { id: 'gp:2', name: undefined } },
    });
  });

  test('an edited review is an edit of its own, at the time it was changed', () => {
    const later = JSON.parse(
      JSON.stringify(body).replace('"1795341600"', '"1795360000"').replace('white', 'black'),
    ) as unknown;
    const edits = [body, later].map((one) => meanings('google_play', one)[1]);
    expect(edits[1]).toMatchObject({
      amendment: {
        kind: 'edit',
        text: expect.stringContaining('black'),
        rating: 2,
        at: new Date(1_795_360_000_713).toISOString(),
      },
    });
    const ids = edits.map((edit) => (edit?.kind === 'amendment' ? edit.amendment.id : ''));
    expect(new Set(ids).size).toBe(2);
  });

  test.each<[string, unknown, readonly string[]]>([
    [
      'a lone review, as reviews.get has it',
      (body as { reviews: unknown[] }).reviews[1],
      ['message gp:2 in gp:2', 'edit of gp:2'],
    ],
    ['a comment of neither', { reviewId: '1', comments: [{}] }, ['unknown body']],
    [
      'null in every optional field',
      { reviewId: '1', comments: [{ userComment: { text: null, lastModified: null } }] },
      ['message 1 in 1', 'edit of 1'],
    ],
    ['a page without reviews', {}, ['unknown body']],
    ['an empty list', { reviews: [] }, ['unknown body']],
  ])('%s', (_what, one, expected) => {
    expect(outline(meanings('google_play', one))).toEqual(expected);
  });
});
