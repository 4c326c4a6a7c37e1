import { PermanentError } from '#domain/errors.ts';
import { accountId } from '#platforms/account.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { ruleFor } from '#platforms/reply-rules.ts';
import { linkedInReplies } from './limits.ts';
import { linkedInCall } from './request.ts';
import { canonicalUrn, commentParts, organizationUrn, pathPart } from './urns.ts';

/**
 * Comments API, "Create a comment": `POST /rest/socialActions/{urn}/comments`. A comment is answered below itself and
 * names its parent; a post in which the brand is mentioned is answered with a comment.
 * @throws {PermanentError} `reply_target_missing`, or what the text and channel rules say.
 */
export function renderLinkedInReply(target: ReplyTarget, credentials: Credentials): ApiCall {
  ruleFor(target, linkedInReplies);
  if (!target.inReplyTo) throw new PermanentError('reply_target_missing');
  const answered = canonicalUrn(target.inReplyTo);
  const comment = commentParts(answered);
  return linkedInCall(`/rest/socialActions/${pathPart(answered)}/comments`, credentials, {
    actor: organizationUrn(accountId(target.account)),
    object: comment?.post ?? answered,
    message: { text: target.text },
    ...(comment && { parentComment: answered }),
  });
}
