import { PermanentError } from '#domain/errors.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { ruleFor } from '#platforms/reply-rules.ts';
import { appStoreUrl, bearer } from './address.ts';
import { appStoreReplies } from './limits.ts';

/**
 * `POST /v1/customerReviewResponses` creates the answer to a review or overwrites it, so it may be repeated. The review is
 * the customer: an answer to the brand's own answer is one to the review.
 * @throws {PermanentError} `reply_target_missing`, or what the text and channel rules say.
 */
export function renderAppStoreReply(target: ReplyTarget, credentials: Credentials): ApiCall {
  ruleFor(target, appStoreReplies);
  if (!target.customerId) throw new PermanentError('reply_target_missing');
  const data = {
    type: 'customerReviewResponses',
    attributes: { responseBody: target.text },
    relationships: { review: { data: { type: 'customerReviews', id: target.customerId } } },
  };
  return {
    method: 'POST',
    url: appStoreUrl(credentials, '/customerReviewResponses'),
    headers: { ...bearer(credentials), 'content-type': 'application/json' },
    body: JSON.stringify({ data }),
  };
}
