import { PermanentError } from '#domain/errors.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { endpoint, ruleFor } from '#platforms/reply-rules.ts';
import { API } from './fetch.ts';
import { googleBusinessReplies } from './limits.ts';
import { isReviewName, pathOf } from './names.ts';

/**
 * My Business API v4, `accounts.locations.reviews.updateReply`: `PUT /v4/{name}/reply`, which makes the answer or puts it in
 * the place of the one there is.
 * @throws {PermanentError} what the text and channel rules say; `review_name_broken`.
 */
export function renderGoogleBusinessReply(target: ReplyTarget, { accessToken, baseUrl }: Credentials): ApiCall {
  ruleFor(target, googleBusinessReplies);
  // A ticket is a review: whichever of its messages is answered, the answer is the review's.
  const name = target.customerId;
  if (!isReviewName(name)) throw new PermanentError('review_name_broken');
  return {
    method: 'PUT',
    url: endpoint(baseUrl ?? API, `${pathOf(name)}/reply`),
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ comment: target.text }),
  };
}
