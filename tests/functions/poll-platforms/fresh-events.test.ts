import { describe, expect, it } from 'vitest';
import { freshEvents } from '#functions/poll-platforms/fresh-events.ts';
import { platforms } from '#platforms/registry.ts';

const page = (seconds: number) => ({
  reviews: [
    {
      reviewId: 'gp:1',
      comments: [{ userComment: { text: 'Bom', lastModified: { seconds: String(seconds) }, starRating: 5 } }],
    },
  ],
});
const delivery = { id: 'delivery-1', pathAccount: 'app', headers: {} };
const NOW = Date.parse('2026-11-22T12:00:00.000Z');
const HOUR = 3_600_000;
const fresh = (hoursAgo: number) => {
  const events = platforms.google_play.split(page((NOW - hoursAgo * HOUR) / 1000), delivery);
  return freshEvents(platforms.google_play, events, { hours: 24, now: new Date(NOW).toISOString() }).map(
    ({ id }) => id,
  );
};

describe('what is young enough on a page', () => {
  it('is a message with its edit, or neither', () => {
    expect(fresh(24)).toEqual(['review:gp:1', expect.stringMatching(/^edit:gp:1/)]);
    expect(fresh(25)).toEqual([]);
  });

  it('is every deletion', () => {
    const gone = { kind: 't1', data: { name: 't1_a', body: '[deleted]', created_utc: 1 } };
    const events = platforms.reddit.split(gone, delivery);
    expect(freshEvents(platforms.reddit, events, { hours: 24, now: new Date(NOW).toISOString() })).toEqual(events);
  });
});
