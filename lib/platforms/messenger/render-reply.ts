import { accountId } from '#platforms/account.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { endpoint, ruleFor } from '#platforms/reply-rules.ts';
import { messengerReplies } from './limits.ts';
import { metadataFor, USER_REF_PREFIX } from './reply-marks.ts';

const API = 'https://graph.facebook.com';
const VERSION = 'v26.0';

/**
 * Send API: `POST /{page}/messages` with `messaging_type: RESPONSE`, the only type for an answer inside the window. The
 * token travels in a header, not in the address, where proxies would log it.
 * @throws {PermanentError} what the text and channel rules say.
 */
export function renderMessengerReply(target: ReplyTarget, credentials: Credentials): ApiCall {
  ruleFor(target, messengerReplies);
  const page = encodeURIComponent(accountId(target.account));
  const body = {
    recipient: recipient(target.customerId),
    messaging_type: 'RESPONSE',
    message: { text: target.text, metadata: metadataFor(target.replyId) },
  };
  return {
    method: 'POST',
    url: endpoint(credentials.baseUrl ?? API, `/${VERSION}/${page}/messages`),
    headers: { authorization: `Bearer ${credentials.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function recipient(customerId: string) {
  return customerId.startsWith(USER_REF_PREFIX)
    ? { user_ref: customerId.slice(USER_REF_PREFIX.length) }
    : { id: customerId };
}
