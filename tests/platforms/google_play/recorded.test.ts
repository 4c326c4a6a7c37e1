import { describe, expect, test } from 'vitest';
import { meaningsRecorded, recordedFiles } from '../support/recorded.ts';

const files = recordedFiles('google_play');

describe.skipIf(files.length === 0)('recorded reviews of Google Play', () => {
  test.each(files)('%s has a meaning', (file) => {
    const found = meaningsRecorded('google_play', file);
    expect(found.length).toBeGreaterThan(0);
    for (const { kind } of found) expect(kind).toMatch(/^(message|amendment|ignored|unknown)$/);
  });

  test.each([
    [0, '17418529', 'Jane Bloggs', 'This is the best app ever!', undefined, '2005-04-26T14:32:55.713Z'],
    [2, '10774411', 'John Doe', 'I love using this app!', 'en', '1973-07-07T12:44:01.213Z'],
  ])('review %i', (index, id, name, text, language, sentAt) => {
    const author = { id, name };
    expect(meaningsRecorded('google_play', 'docs_reviews_list.json')[index]).toMatchObject({
      kind: 'message',
      message: { id, author, text, language, sentAt, rating: 5, threadKeys: [id], customerId: id },
    });
  });
});
