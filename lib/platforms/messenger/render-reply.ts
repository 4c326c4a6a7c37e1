import { accountId } from '#platforms/account.ts';
import type { RenderedReply, ReplyCredentials, ReplyTarget } from '#platforms/platform.ts';
import { assertChannel, assertText, endpoint } from '#platforms/reply-text.ts';
import { messengerLimits } from './limits.ts';
import { metadataFor, USER_REF_PREFIX } from './reply-marks.ts';

const API = 'https://graph.facebook.com';
const VERSION = 'v26.0';

/**
 * Send API: `POST /{page}/messages` with `messaging_type: RESPONSE`, the only type for an answer inside the window. The
 * token travels in a header, not in the address, where proxies would log it.
 * @throws {PermanentError} what the text and channel rules say.
 */
export function renderMessengerReply(target: ReplyTarget, credentials: ReplyCredentials): RenderedReply {
  assertChannel(target, [{ channel: 'messenger.dm', visibility: 'private' }]);
  assertText(target.text, messengerLimits);
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
