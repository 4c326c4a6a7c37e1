import { describe, expect, test } from 'vitest';
import { outline } from '../support/fixtures.ts';
import { meaningsRecorded, recordedFiles } from '../support/recorded.ts';

/** Pushes and lists recorded by other projects: what each names or says. */

const files = recordedFiles('google_business');

const NAMED = 'reference review accounts/111222333444/locations/17303088970776446827/reviews/AbCdEfGhIjKlMnOp';
const R1 = 'accounts/1/locations/55/reviews/r1';
const R2 = 'accounts/1/locations/55/reviews/r2';

describe.skipIf(files.length === 0)('recorded payloads', () => {
  test.each(files)('%s has a meaning', (file) => {
    expect(meaningsRecorded('google_business', file).length).toBeGreaterThan(0);
  });

  test.each([
    ['derived_pubsub_push_alias_variant_1.json', NAMED],
    ['derived_pubsub_push_alias_variant_2.json', NAMED],
    ['derived_pubsub_push_alias_variant_3.json', NAMED],
    ['derived_pubsub_push_empty_data.json', 'ignored empty_notification'],
  ])('%s is %s', (file, expected) => {
    expect(outline(meaningsRecorded('google_business', file))).toEqual([expected]);
  });

  test('the list says who wrote what, when, and what was answered', () => {
    expect(meaningsRecorded('google_business', 'public_reviews_list.json')).toMatchObject([
      {
        message: {
          account: 'google_business:1',
          id: R1,
          threadKeys: [R1],
          text: 'Great',
          rating: 5,
          author: { id: R1, name: 'Pat' },
          sentAt: '2026-10-09T12:44:32.000Z',
        },
      },
      { message: { direction: 'out', text: 'Thanks Pat', customerId: R1, sentAt: '2026-10-09T13:00:00.000Z' } },
      { message: { id: R2, text: undefined, rating: 3, author: { id: R2, name: undefined } } },
      { amendment: { kind: 'edit', messageId: R2, rating: 3, at: '2026-10-02T00:00:00.000Z' } },
    ]);
  });
});
