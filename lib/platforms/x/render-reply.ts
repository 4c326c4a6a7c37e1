import { PermanentError } from '#domain/errors.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { endpoint, ruleFor } from '#platforms/reply-rules.ts';
import { xReplies } from './limits.ts';

const API = 'https://api.x.com';

/**
 * A public reply is `POST /2/tweets`, where X adds the handles itself; a private one goes to the talk with the customer
 * (X docs, "Manage Posts" and "Manage Direct Messages"). The visibility alone decides, and must agree with the channel.
 * @throws {PermanentError} `reply_target_missing`, or what the text and channel rules say.
 */
export function renderXReply(target: ReplyTarget, credentials: Credentials): ApiCall {
  ruleFor(target, xReplies);
  const { path, body } = target.visibility === 'private' ? privateReply(target) : publicReply(target);
  return {
    method: 'POST',
    url: endpoint(credentials.baseUrl ?? API, path),
    headers: { authorization: `Bearer ${credentials.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function publicReply({ text, inReplyTo }: ReplyTarget) {
  // Without it the answer would become a post of its own, read by everybody but the customer.
  if (!inReplyTo) throw new PermanentError('reply_target_missing');
  return { path: '/2/tweets', body: { text, reply: { in_reply_to_tweet_id: inReplyTo } } };
}

function privateReply({ text, customerId }: ReplyTarget) {
  if (!customerId) throw new PermanentError('reply_target_missing');
  return { path: `/2/dm_conversations/with/${encodeURIComponent(customerId)}/messages`, body: { text } };
}
