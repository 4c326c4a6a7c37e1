import { PermanentError } from '#domain/errors.ts';
import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import type { Reference } from '#platforms/event.ts';
import { googleOutcome } from '#platforms/google-errors.ts';
import type { Fetch, FetchAnswer, PollTurn } from '#platforms/poll.ts';
import { endpoint } from '#platforms/reply-rules.ts';
import { isReviewName, pathOf } from './names.ts';
import { GOOGLE_BUSINESS_ERRORS } from './read-response.ts';
import { reviewEvents } from './split.ts';

export const API = 'https://mybusiness.googleapis.com';

/**
 * My Business API v4, `accounts.locations.reviews.get`: `GET /v4/{name}`.
 * @throws {PermanentError} `review_name_broken`
 */
function request({ id }: Reference, { credentials }: Omit<PollTurn, 'cursor'>): ApiCall {
  if (!isReviewName(id)) throw new PermanentError('review_name_broken');
  return {
    method: 'GET',
    url: endpoint(credentials.baseUrl ?? API, pathOf(id)),
    headers: { authorization: `Bearer ${credentials.accessToken}` },
  };
}

function read(response: ApiResponse): FetchAnswer {
  if (accepted(response)) {
    const [event, ...also] = reviewEvents(answerJson(response));
    return event ? { kind: 'fetched', event, also } : { kind: 'failed', reason: 'unreadable' };
  }
  if (response.status === 404) return { kind: 'gone' };
  const outcome = googleOutcome(GOOGLE_BUSINESS_ERRORS, response);
  if (outcome.kind === 'retry' || outcome.kind === 'stale_token') return outcome;
  // Asking twice does no harm, so a doubt is no reason not to.
  if (outcome.kind === 'doubtful') return { kind: 'retry', reason: outcome.reason };
  return { kind: 'failed', reason: outcome.reason, platformCode: outcome.platformCode };
}

/** Fetches the review that a notification named. */
export const googleBusinessFetch: Fetch = { request, read };
