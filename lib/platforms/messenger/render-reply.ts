import { accountId } from '#platforms/account.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import { graphCall } from '#platforms/meta-graph.ts';
import { metadataFor, USER_REF_PREFIX } from '#platforms/meta-reply-marks.ts';
import { HUMAN_TAG, needsHumanTag } from '#platforms/meta-send.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { ruleFor } from '#platforms/reply-rules.ts';
import { messengerReplies } from './limits.ts';

/**
 * Send API: `POST /{page}/messages`. Within a day of the customer's last message an answer is a `RESPONSE`; after it, a
 * person's is tagged HUMAN_AGENT. What automation says too late goes out as a response and is refused there.
 * @throws {PermanentError} what the text and channel rules say.
 */
export function renderMessengerReply(target: ReplyTarget, credentials: Credentials, nowMs: number): ApiCall {
  ruleFor(target, messengerReplies);
  const type = needsHumanTag(target, nowMs) ? HUMAN_TAG : { messaging_type: 'RESPONSE' };
  const message = { text: target.text, metadata: metadataFor(target.replyKey) };
  const body = { recipient: recipient(target.customerId), ...type, message };
  return graphCall({ method: 'POST', path: [accountId(target.account), 'messages'], body }, credentials);
}

function recipient(customerId: string) {
  return customerId.startsWith(USER_REF_PREFIX)
    ? { user_ref: customerId.slice(USER_REF_PREFIX.length) }
    : { id: customerId };
}
