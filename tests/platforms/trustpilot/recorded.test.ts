import { describe, expect, test } from 'vitest';
import { outline } from '../support/fixtures.ts';
import { meaningsRecorded, recordedFiles } from '../support/recorded.ts';

/** Deliveries recorded by other projects: what each says. */

const files = recordedFiles('trustpilot');

describe.skipIf(files.length === 0)('recorded deliveries', () => {
  test.each(files)('%s has a meaning', (file) => {
    expect(meaningsRecorded('trustpilot', file)).toHaveLength(1);
  });

  test('an update has the words and the stars of now', () => {
    expect(meaningsRecorded('trustpilot', 'derived_service_review_updated.json')[0]).toMatchObject({
      amendment: {
        kind: 'edit',
        messageId: '5f3c1b2e0d1a2b3c4d5e6f70',
        customerId: '5c0f0a1b2c3d4e5f60718293',
        text: 'Never arrived\nOrder arrived after all, thanks!',
        rating: 4,
      },
    });
  });

  test.each([
    ['derived_service_review_deleted.json', 'deletion of 5f3c1b2e0d1a2b3c4d5e6f70'],
    ['empty_events.json', 'ignored verification'],
  ])('%s is %s', (file, expected) => {
    expect(outline(meaningsRecorded('trustpilot', file))).toEqual([expected]);
  });
});
