import { PermanentError } from '#domain/errors.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { ruleFor } from '#platforms/reply-rules.ts';
import { bearer, youtubeUrl } from './address.ts';
import { youtubeReplies } from './limits.ts';

/**
 * An answer is `comments.insert`, always to the first comment of the thread: YouTube knows no answers to answers. Hiding is
 * `comments.setModerationStatus`.
 * @throws {PermanentError} `reply_target_missing`, or what the text and channel rules say.
 */
export function renderYoutubeReply(target: ReplyTarget, credentials: Credentials): ApiCall {
  const rule = ruleFor(target, youtubeReplies);
  if (!target.inReplyTo) throw new PermanentError('reply_target_missing');
  if (rule.kind === 'hide') return hide(target, credentials);
  const parentId = target.answerWith?.['parentId'] ?? target.inReplyTo.split('.')[0];
  return {
    method: 'POST',
    url: youtubeUrl(credentials, 'comments', { part: 'snippet' }),
    headers: { ...bearer(credentials), 'content-type': 'application/json' },
    body: JSON.stringify({ snippet: { parentId, textOriginal: target.text } }),
  };
}

function hide({ inReplyTo }: ReplyTarget, credentials: Credentials): ApiCall {
  const query = { id: inReplyTo, moderationStatus: 'heldForReview' };
  return {
    method: 'POST',
    url: youtubeUrl(credentials, 'comments/setModerationStatus', query),
    headers: bearer(credentials),
  };
}
