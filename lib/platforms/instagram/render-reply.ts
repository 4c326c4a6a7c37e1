import { PermanentError } from '#domain/errors.ts';
import { accountId } from '#platforms/account.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import { type GraphRequest, graphCall } from '#platforms/meta-graph.ts';
import { HUMAN_TAG, needsHumanTag } from '#platforms/meta-send.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { ruleFor } from '#platforms/reply-rules.ts';
import { instagramReplies } from './limits.ts';

/** Where the API is for apps with Instagram Login; one with Facebook Login names `https://graph.facebook.com` as its base. */
export const API = 'https://graph.instagram.com';

/**
 * Instagram Platform, "Comment replies", "Mentions", "Send messages", "Private replies". A reply is asked for nothing but
 * its id: with `fields` Meta creates the comment and then answers with an error (`20/1772107`).
 * @throws {PermanentError} `reply_target_missing`, or what the text and channel rules say.
 */
export function renderInstagramReply(target: ReplyTarget, credentials: Credentials, nowMs: number): ApiCall {
  const { kind } = ruleFor(target, instagramReplies);
  if (kind === 'private_message') return graphCall(directMessage(target, nowMs), credentials, API);
  if (!target.inReplyTo) throw new PermanentError('reply_target_missing');
  if (kind === 'hide') return graphCall(post([target.inReplyTo], { hide: true }), credentials, API);
  if (kind === 'private_reply') return graphCall(privateReply(target), credentials, API);
  return graphCall(target.channel === 'instagram.mention' ? mention(target) : comment(target), credentials, API);
}

/** Under Facebook Login messages go out through the page: `me` is the account, or the page, that the token is for. */
const MESSAGES = ['me', 'messages'];

const post = (path: readonly string[], body: unknown): GraphRequest => ({ method: 'POST', path, body });

/** Only a comment at the top of its thread can be answered; what is said to an answer goes there too. */
function comment({ inReplyTo, answerWith, text }: ReplyTarget): GraphRequest {
  return post([answerWith?.['parent_id'] ?? inReplyTo, 'replies'], { message: text });
}

function mention({ account, inReplyTo, answerWith, text }: ReplyTarget): GraphRequest {
  const media_id = answerWith?.['media_id'];
  const about = media_id === undefined ? { media_id: inReplyTo } : { media_id, comment_id: inReplyTo };
  return post([accountId(account), 'mentions'], { ...about, message: text });
}

function directMessage(target: ReplyTarget, nowMs: number): GraphRequest {
  const { customerId, text } = target;
  if (!customerId) throw new PermanentError('reply_target_missing');
  const tag = needsHumanTag(target, nowMs) ? HUMAN_TAG : {};
  return post(MESSAGES, { recipient: { id: customerId }, ...tag, message: { text } });
}

function privateReply({ inReplyTo, text }: ReplyTarget): GraphRequest {
  return post(MESSAGES, { recipient: { comment_id: inReplyTo }, message: { text } });
}
