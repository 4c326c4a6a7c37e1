import { PermanentError } from '#domain/errors.ts';
import { accountId } from '#platforms/account.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import { type GraphRequest, graphCall } from '#platforms/meta-graph.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { ruleFor } from '#platforms/reply-rules.ts';
import { facebookReplies } from './limits.ts';

/**
 * An answer is a comment of what is answered (`POST /{id}/comments`), a private one a message to whoever wrote it (`POST
 * /{page}/messages` with `comment_id` or `post_id`), and hiding is a change of it (`POST /{id}`).
 * @throws {PermanentError} `reply_target_missing`, or what the text and channel rules say.
 */
export function renderFacebookReply(target: ReplyTarget, credentials: Credentials): ApiCall {
  const { kind } = ruleFor(target, facebookReplies);
  if (!target.inReplyTo) throw new PermanentError('reply_target_missing');
  if (kind === 'hide') return graphCall(post([target.inReplyTo], { is_hidden: true }), credentials);
  if (kind === 'private_reply') return graphCall(privateReply(target), credentials);
  return graphCall(post([target.inReplyTo, 'comments'], { message: target.text }), credentials);
}

const post = (path: readonly string[], body: unknown): GraphRequest => ({ method: 'POST', path, body });

function privateReply({ account, channel, inReplyTo, text }: ReplyTarget): GraphRequest {
  const recipient = channel === 'facebook.post' ? { post_id: inReplyTo } : { comment_id: inReplyTo };
  return post([accountId(account), 'messages'], { recipient, message: { text } });
}
