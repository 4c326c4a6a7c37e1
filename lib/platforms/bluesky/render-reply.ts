import { PermanentError } from '#domain/errors.ts';
import { accountId } from '#platforms/account.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { endpoint, ruleFor } from '#platforms/reply-rules.ts';
import { linkFacets } from './facets.ts';
import { blueskyReplies } from './limits.ts';
import { recordKey } from './record-key.ts';

const API = 'https://bsky.social';

/** A call of an XRPC method at the account's server. */
export function xrpc(credentials: Credentials, method: string): string {
  return endpoint(credentials.baseUrl ?? API, `/xrpc/${method}`);
}

function threadOf({ answerWith }: ReplyTarget) {
  const { rootUri, rootCid, parentUri, parentCid } = answerWith ?? {};
  // A post that names only one end of the thread is refused, or is read by nobody.
  if (!rootUri || !rootCid || !parentUri || !parentCid) throw new PermanentError('reply_target_missing');
  return { root: { uri: rootUri, cid: rootCid }, parent: { uri: parentUri, cid: parentCid } };
}

/**
 * A reply is a post in the account's own repository, written under a key of ours with com.atproto.repo.putRecord: sent again,
 * it is the same post.
 * @throws {PermanentError} `reply_target_missing`, or what the text and channel rules say.
 */
export function renderBlueskyReply(target: ReplyTarget, credentials: Credentials, nowMs: number): ApiCall {
  ruleFor(target, blueskyReplies);
  const { text, account, replyKey, lastInAt } = target;
  const facets = linkFacets(text);
  const record = {
    $type: 'app.bsky.feed.post',
    text,
    createdAt: new Date(nowMs).toISOString(),
    reply: threadOf(target),
    ...(facets && { facets }),
  };
  const rkey = recordKey(replyKey, lastInAt);
  return {
    method: 'POST',
    url: xrpc(credentials, 'com.atproto.repo.putRecord'),
    headers: { authorization: `Bearer ${credentials.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ repo: accountId(account), collection: 'app.bsky.feed.post', rkey, record }),
  };
}
