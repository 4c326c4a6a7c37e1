import { PermanentError } from '#domain/errors.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { ruleFor } from '#platforms/reply-rules.ts';
import { bearer, reviewsUrl } from './address.ts';
import { googlePlayReplies } from './limits.ts';

/**
 * `reviews.reply` writes the answer to a review or overwrites it, so it may be repeated. The review is the customer: an
 * answer to the brand's own answer is one to the review.
 * @throws {PermanentError} `reply_target_missing`, or what the text and channel rules say.
 */
export function renderGooglePlayReply(target: ReplyTarget, credentials: Credentials): ApiCall {
  ruleFor(target, googlePlayReplies);
  if (!target.customerId) throw new PermanentError('reply_target_missing');
  return {
    method: 'POST',
    url: reviewsUrl(credentials, target.account, `/${encodeURIComponent(target.customerId)}:reply`),
    headers: { ...bearer(credentials), 'content-type': 'application/json' },
    body: JSON.stringify({ replyText: target.text }),
  };
}
