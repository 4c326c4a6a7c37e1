import { describe, expect, test } from 'vitest';
import { fixture, meanings, outline } from '../support/fixtures.ts';

const reviews = fixture('app_store/reviews');

describe('reviews in the App Store', () => {
  const all = meanings('app_store', reviews);

  test('are messages, each with the words as an edit; so are the answers, as the brand wrote them', () => {
    expect(outline(all)).toEqual([
      'message review-2 in review-2',
      'edit of review-2',
      'message review-1 in review-1',
      'edit of review-1',
      'message response-2 out review-2',
      'edit of response-2',
    ]);
  });

  test('carry stars, words, name and time, and are a talk each', () => {
    expect(all[0]).toMatchObject({
      message: {
        account: 'app_store:shop',
        channel: 'app_store.review',
        visibility: 'public',
        text: 'Crash\nIt closes as soon as I open it.\nEvery time!',
        rating: 1,
        author: { id: 'review-2', name: 'nick-2' },
        threadKeys: ['review-2'],
        sentAt: '2026-11-22T08:00:00.000Z',
      },
    });
    expect(all[2]).toMatchObject({
      message: { text: 'Fine', rating: undefined, author: { id: 'review-1', name: undefined } },
    });
    expect(all[4]).toMatchObject({
      message: {
        text: 'An update is on its way.',
        author: { id: 'shop' },
        inReplyTo: 'review-2',
        threadKeys: ['review-2'],
      },
    });
  });

  test('other words or stars are another edit; the same ones are the same', () => {
    const changed = JSON.parse(JSON.stringify(reviews).replace('"rating":1', '"rating":4')) as unknown;
    const editId = (body: unknown) => {
      const edit = meanings('app_store', body)[1];
      return edit?.kind === 'amendment' ? edit.amendment.id : '';
    };
    expect(editId(reviews)).toBe(editId(structuredClone(reviews)));
    expect(editId(reviews)).not.toBe(editId(changed));
    expect(meanings('app_store', changed)[1]).toMatchObject({ amendment: { rating: 4 } });
  });

  const response = (relationships: unknown) => ({
    data: { type: 'customerReviewResponses', id: 'r', attributes: { responseBody: 'Thanks' }, relationships },
  });

  test.each<[string, unknown, readonly string[]]>([
    [
      'a lone review',
      { data: (reviews as { data: unknown[] }).data[1] },
      ['message review-1 in review-1', 'edit of review-1'],
    ],
    [
      'a lone answer that names its review',
      response({ review: { data: { type: 'customerReviews', id: 'review-9' } } }),
      ['message r out review-9', 'edit of r'],
    ],
    ['an answer to nobody knows what', response({}), ['unknown customerReviewResponses']],
    ['another resource', { data: [{ type: 'apps', id: '1' }] }, ['unknown apps']],
    ['a review without attributes', { data: [{ type: 'customerReviews', id: '1' }] }, ['unknown body', 'unknown body']],
    ['an empty page', { data: [] }, ['unknown body']],
    ['an error', { errors: [{ code: 'NOT_FOUND' }] }, ['unknown body']],
  ])('%s', (_what, body, expected) => {
    expect(outline(meanings('app_store', body))).toEqual(expected);
  });
});
