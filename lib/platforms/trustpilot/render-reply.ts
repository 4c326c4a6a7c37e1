import { PermanentError } from '#domain/errors.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { endpoint, ruleFor } from '#platforms/reply-rules.ts';
import { trustpilotReplies } from './limits.ts';

export const API = 'https://api.trustpilot.com';

/**
 * Service Reviews API (private), "Reply to a review": `POST /v1/private/reviews/{id}/reply`, in the name of a user of the
 * business (`more.businessUserId`).
 * @throws {PermanentError} what the text and channel rules say; `credentials_missing`, `review_unknown`.
 */
export function renderTrustpilotReply(target: ReplyTarget, { accessToken, baseUrl, more }: Credentials): ApiCall {
  ruleFor(target, trustpilotReplies);
  const authorBusinessUserId = more?.['businessUserId'];
  if (!authorBusinessUserId) throw new PermanentError('credentials_missing');
  if (!/^[\w-]+$/.test(target.inReplyTo)) throw new PermanentError('review_unknown');
  return {
    method: 'POST',
    url: endpoint(baseUrl ?? API, `/v1/private/reviews/${target.inReplyTo}/reply`),
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ message: target.text, authorBusinessUserId }),
  };
}
