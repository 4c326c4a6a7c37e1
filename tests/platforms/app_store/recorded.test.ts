import { describe, expect, test } from 'vitest';
import { meaningsRecorded, recordedFiles } from '../support/recorded.ts';

const files = recordedFiles('app_store');

describe.skipIf(files.length === 0)('recorded reviews of the App Store', () => {
  test.each(files)('%s has a meaning', (file) => {
    const found = meaningsRecorded('app_store', file);
    expect(found.length).toBeGreaterThan(0);
    for (const { kind } of found) expect(kind).toMatch(/^(message|amendment|ignored|unknown)$/);
  });

  test('the documented review is heard', () => {
    const [message] = meaningsRecorded('app_store', 'docs_customer_reviews.json');
    expect(message).toMatchObject({
      kind: 'message',
      message: {
        id: '03333379-b08c-0014-729e-fbd533333333',
        text: "Awesome!!!\nIt's a really fantastic app!",
        rating: 5,
        author: { name: 'Anne Johnson' },
        threadKeys: ['03333379-b08c-0014-729e-fbd533333333'],
        sentAt: '2017-11-15T16:10:34.000Z',
      },
    });
  });
});
