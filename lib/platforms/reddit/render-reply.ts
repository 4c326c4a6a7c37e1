import { PermanentError } from '#domain/errors.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import { FORM } from '#platforms/oauth-token.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { ruleFor } from '#platforms/reply-rules.ts';
import { called, redditUrl } from './address.ts';
import { redditReplies } from './limits.ts';

/** What a thing of each kind is called. */
const NAMES = { public: /^t[13]_\w+$/, private: /^t4_\w+$/ } as const;

/**
 * One call answers all: `POST /api/comment`, and the kind of the thing that is answered says who can read it. So the kind
 * must agree with the visibility.
 * @throws {PermanentError} `reply_target_missing`, or what the text and channel rules say.
 */
export function renderRedditReply(target: ReplyTarget, credentials: Credentials): ApiCall {
  const { visibility } = ruleFor(target, redditReplies);
  if (!NAMES[visibility].test(target.inReplyTo)) throw new PermanentError('reply_target_missing');
  const fields = { api_type: 'json', raw_json: '1', thing_id: target.inReplyTo, text: target.text };
  return {
    method: 'POST',
    url: redditUrl(credentials, '/api/comment'),
    headers: { ...called(credentials), ...FORM },
    body: new URLSearchParams(fields).toString(),
  };
}
