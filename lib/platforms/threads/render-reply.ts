import { PermanentError } from '#domain/errors.ts';
import { accountId } from '#platforms/account.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { endpoint, ruleFor } from '#platforms/reply-rules.ts';
import { threadsReplies } from './limits.ts';

const API = 'https://graph.threads.net';

/**
 * A reply is made and published in one call: `auto_publish_text`, which is for texts alone (Threads API, "Publishing:
 * POST /{threads-user-id}/threads"; changelog of 4 June 2025). Made and published in two, it would be half done when the
 * second fails. Hiding is `POST /{reply-id}/manage_reply` ("Reply management").
 * @throws {PermanentError} `reply_target_missing`, or what the text and channel rules say.
 */
export function renderThreadsReply(target: ReplyTarget, credentials: Credentials): ApiCall {
  const { kind } = ruleFor(target, threadsReplies);
  // Without it the answer would become a post of its own, read by everybody but the customer.
  if (!target.inReplyTo) throw new PermanentError('reply_target_missing');
  const [path, fields] = kind === 'hide' ? hiding(target) : replying(target);
  return {
    method: 'POST',
    url: endpoint(credentials.baseUrl ?? API, `/v1.0/${path}`),
    headers: {
      authorization: `Bearer ${credentials.accessToken}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields).toString(),
  };
}

type Rendered = readonly [path: string, fields: Record<string, string>];

function replying({ account, text, inReplyTo }: ReplyTarget): Rendered {
  const fields = { media_type: 'TEXT', text, reply_to_id: inReplyTo, auto_publish_text: 'true' };
  return [`${encodeURIComponent(accountId(account))}/threads`, fields];
}

function hiding({ inReplyTo }: ReplyTarget): Rendered {
  return [`${encodeURIComponent(inReplyTo)}/manage_reply`, { hide: 'true' }];
}
