import { PermanentError } from '#domain/errors.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { endpoint, ruleFor } from '#platforms/reply-rules.ts';
import { notEngaged, xReplies } from './limits.ts';

export const API = 'https://api.x.com';

/**
 * A public reply is `POST /2/tweets`, where X adds the handles itself; a private one goes to the talk with the customer
 * (X docs, "Manage Posts" and "Manage Direct Messages"). The visibility alone decides, and must agree with the channel.
 * @throws {PermanentError} `reply_target_missing`, `author_not_engaged`, or what the text and channel rules say.
 */
export function renderXReply(target: ReplyTarget, credentials: Credentials): ApiCall {
  const { kind } = ruleFor(target, xReplies);
  if (kind === 'public_reply') assertEngaged(target, credentials);
  const { method = 'POST', path, body } = REQUESTS[kind === 'hide' ? 'hide' : target.visibility](target);
  return {
    method,
    url: endpoint(credentials.baseUrl ?? API, path),
    headers: { authorization: `Bearer ${credentials.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** The tier may have changed since the post was found. */
function assertEngaged(target: ReplyTarget, { more }: Credentials): void {
  const refusal = more?.['tier'] === 'enterprise' ? undefined : notEngaged(target);
  if (refusal) throw new PermanentError(refusal);
}

interface XRequest {
  readonly method?: 'PUT';
  readonly path: string;
  readonly body: unknown;
}

const REQUESTS: Readonly<Record<'public' | 'private' | 'hide', (target: ReplyTarget) => XRequest>> = {
  public: publicReply,
  private: privateReply,
  hide: ({ inReplyTo }) => ({
    method: 'PUT',
    path: `/2/tweets/${encodeURIComponent(inReplyTo)}/hidden`,
    body: { hidden: true },
  }),
};

function publicReply({ text, inReplyTo }: ReplyTarget) {
  // Without it the answer would become a post of its own, read by everybody but the customer.
  if (!inReplyTo) throw new PermanentError('reply_target_missing');
  return { path: '/2/tweets', body: { text, reply: { in_reply_to_tweet_id: inReplyTo } } };
}

function privateReply({ text, customerId }: ReplyTarget) {
  if (!customerId) throw new PermanentError('reply_target_missing');
  return { path: `/2/dm_conversations/with/${encodeURIComponent(customerId)}/messages`, body: { text } };
}
