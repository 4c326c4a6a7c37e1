import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { googleBusiness } from '#platforms/google_business/index.ts';
import { fixture, meanings, meaningsOf, outline, pieces, RECEIVED_AT } from '../support/fixtures.ts';

const REVIEW = 'accounts/5550003/locations/55/reviews/r1';

const read = (name: string) => meaningsOf(`google_business/${name}`);

describe('a notification', () => {
  test.each([
    ['push-camel', 'notification:7001'],
    ['push-name', 'notification:7002'],
    ['push-snake', 'notification:7003'],
  ])('%s names a review, however it is spelled', (name, id) => {
    expect(read(name)).toEqual([{ kind: 'reference', reference: { type: 'review', id: REVIEW } }]);
    expect(pieces('google_business', fixture(`google_business/${name}`))).toMatchObject([
      { account: 'google_business:5550003', id },
    ]);
  });

  test('may come unwrapped', () => {
    expect(outline(read('push-unwrapped'))).toEqual([`reference review ${REVIEW}`]);
  });

  test.each([
    ['push-empty', 'ignored empty_notification'],
    ['push-media', 'ignored customer_media'],
    ['push-text', 'unknown notification'],
    ['push-new-kind', 'unknown NEW_HOLOGRAM'],
    ['push-broken-name', 'unknown NEW_REVIEW'],
  ])('%s is %s', (name, expected) => {
    expect(outline(read(name))).toEqual([expected]);
  });

  test('that names only a place lies in the account of it', () => {
    const [event] = pieces('google_business', fixture('google_business/push-media'));
    expect(event?.account).toBe('google_business:5550003');
  });
});

describe('a review', () => {
  test('is a public message with stars, of somebody who is known by it alone', () => {
    expect(meanings('google_business', { reviews: [fixture('google_business/review')] })).toEqual([
      {
        kind: 'message',
        message: {
          account: 'google_business:5550003',
          platform: 'google_business',
          channel: 'google_business.review',
          visibility: 'public',
          id: REVIEW,
          threadKeys: [REVIEW],
          customerId: REVIEW,
          direction: 'in',
          author: { id: REVIEW, name: 'Alex Customer' },
          text: 'Où est ma commande ? 📦',
          attachments: [],
          rating: 2,
          sentAt: '2026-11-20T08:00:00.123Z',
          receivedAt: RECEIVED_AT,
        },
      },
    ]);
  });

  test('that was changed and answered is three things', () => {
    expect(meanings('google_business', fixture('google_business/review-changed'))).toMatchObject([
      { message: { id: REVIEW, text: 'It came after all', sentAt: '2026-11-20T08:00:00.123Z' } },
      {
        amendment: {
          kind: 'edit',
          messageId: REVIEW,
          id: 'edit:2026-11-21T09:30:00.000Z',
          text: 'It came after all',
          rating: 4,
        },
      },
      {
        message: {
          id: `${REVIEW}/reply@2026-11-21T10:00:00.000Z`,
          direction: 'out',
          customerId: REVIEW,
          author: { id: '5550003' },
          text: 'Glad to hear it',
          inReplyTo: REVIEW,
        },
      },
    ]);
  });

  test('is the same event as long as it stands as it does', () => {
    const ids = () => pieces('google_business', fixture('google_business/review-changed')).map(({ id }) => id);
    expect(new Set(ids()).size).toBe(3);
    expect(ids()).toEqual(ids());
  });

  test('of stars alone has no words, an anonymous one no name, and a translation is not what was written', () => {
    const reviews = read('list').filter(({ kind }) => kind === 'message');
    expect(reviews.slice(2)).toMatchObject([
      { message: { text: undefined, rating: 5, author: { name: undefined } } },
      { message: { text: 'Nie wieder', rating: 1, author: { name: 'Kim' } } },
      { message: { text: 'Nie wieder', rating: undefined } },
    ]);
  });
});

test('every payload has a meaning', () => {
  for (const file of readdirSync(new URL('../../fixtures/google_business', import.meta.url))) {
    const events = pieces('google_business', fixture(`google_business/${file.replace('.json', '')}`));
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) expect(() => googleBusiness.normalise(event, RECEIVED_AT)).not.toThrow();
  }
});
