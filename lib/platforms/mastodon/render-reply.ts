import { PermanentError } from '#domain/errors.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { endpoint, ruleFor } from '#platforms/reply-rules.ts';
import { mastodonReplies } from './limits.ts';

/** An address at the account's own instance. @throws {PermanentError} `credentials_missing`: there is no other server to ask. */
export function instance({ baseUrl, more }: Credentials, path: string): string {
  const address = baseUrl ?? more?.['instance'];
  if (!address) throw new PermanentError('credentials_missing');
  return endpoint(address, path);
}

/** How the status is seen. Only `direct` is private: one for followers would be read by all who follow the brand. */
function visibilityOf({ visibility, answerWith }: ReplyTarget): string {
  if (visibility === 'private') return 'direct';
  return answerWith?.['visibility'] === 'public' ? 'public' : 'unlisted';
}

/** A status is told to those whom it names. */
function addressed({ text, answerWith, handle }: ReplyTarget): string {
  const acct = answerWith?.['acct'] ?? handle;
  if (!acct) throw new PermanentError('reply_target_missing');
  const isNamed = text
    .toLowerCase()
    .split(/[\s,:;!?]+/)
    .includes(`@${acct.toLowerCase()}`);
  return isNamed ? text : `@${acct} ${text}`;
}

/**
 * `POST /api/v1/statuses` (Mastodon docs, "statuses API methods"); a repeated `Idempotency-Key` gives the status that is there.
 * @throws {PermanentError} `reply_target_missing`, `credentials_missing`, or what the text and channel rules say.
 */
export function renderMastodonReply(target: ReplyTarget, credentials: Credentials): ApiCall {
  ruleFor(target, mastodonReplies);
  const { inReplyTo, replyKey } = target;
  if (!inReplyTo) throw new PermanentError('reply_target_missing');
  const body = { status: addressed(target), in_reply_to_id: inReplyTo, visibility: visibilityOf(target) };
  return {
    method: 'POST',
    url: instance(credentials, '/api/v1/statuses'),
    headers: {
      authorization: `Bearer ${credentials.accessToken}`,
      'content-type': 'application/json',
      'idempotency-key': replyKey,
    },
    body: JSON.stringify(body),
  };
}
