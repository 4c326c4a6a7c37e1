import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import { googleOutcome } from '#platforms/google-errors.ts';
import type { Poll, PollAnswer, PollTurn } from '#platforms/poll.ts';
import { pollTrouble, unreadable } from '#platforms/poll-trouble.ts';
import { markOf, remembering, seenIn } from '#platforms/seen.ts';
import { bearer, reviewsUrl } from './address.ts';
import { PLAY_ERRORS } from './read-response.ts';
import { page as pageFields } from './schema.ts';

/**
 * `reviews.list`: reviews with words that were written or changed in the last week, the latest first. Pages are read on
 * until one brings nothing new. The cursor: `page` inside a poll, `seen`.
 */

function request({ account, credentials, cursor }: PollTurn): ApiCall {
  const query = new URLSearchParams({ maxResults: '100', ...(cursor?.['page'] && { token: cursor['page'] }) });
  return { method: 'GET', url: reviewsUrl(credentials, account, `?${query.toString()}`), headers: bearer(credentials) };
}

function read(response: ApiResponse, { cursor }: PollTurn): PollAnswer {
  if (!accepted(response)) return pollTrouble(googleOutcome(PLAY_ERRORS, response));
  const page = pageFields.safeParse(answerJson(response)).data;
  if (!page) return unreadable(response);
  if (page.reviewId) return { kind: 'page', body: answerJson(response), cursor: { ...cursor }, more: false };
  const seen = seenIn(cursor);
  const all = (page.reviews ?? []).map((review) => ({ review, mark: markOf(stateOf(review)) }));
  const reviews = all.filter(({ mark }) => !seen.has(mark)).map(({ review }) => review);
  const next = reviews.length > 0 ? page.tokenPagination?.nextPageToken : undefined;
  const memory = remembering(
    all.map(({ mark }) => mark),
    cursor,
  );
  return {
    kind: 'page',
    ...(reviews.length > 0 && { body: { reviews } }),
    cursor: { ...(memory && { seen: memory }), ...(next && { page: next }) },
    more: next !== undefined,
  };
}

/** What makes a review news: its words and times, not the thumbs that others give it. */
function stateOf(review: Readonly<Record<string, unknown>>): string {
  const told = (key: string, value: unknown) =>
    key === 'thumbsUpCount' || key === 'thumbsDownCount' ? undefined : value;
  return JSON.stringify([review['reviewId'], review['comments']], told);
}

/** Google Play takes 200 reads an hour and app; 2,000 answers a day are counted apart. */
export const googlePlayPoll: Poll = {
  everySeconds: 300,
  budget: { requests: 150, perSeconds: 3_600 },
  oldestHours: 7 * 24,
  request,
  read,
};
