import { createHash } from 'node:crypto';
import { PermanentError } from '#domain/errors.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { endpoint, ruleFor } from '#platforms/reply-rules.ts';
import { lineReplies } from './limits.ts';

const API = 'https://api.line.me';

/**
 * Messaging API: `POST /v2/bot/message/push`. A reply token lives about a minute and takes no retry key, so it is never used.
 * The retry key makes a repeated push the same one for a day.
 * @throws {PermanentError} what the text and channel rules say; `recipient_unknown`.
 */
export function renderLineReply(target: ReplyTarget, { accessToken, baseUrl }: Credentials): ApiCall {
  ruleFor(target, lineReplies);
  const to = target.answerWith?.['to'] ?? (target.visibility === 'private' ? target.customerId : undefined);
  if (!to) throw new PermanentError('recipient_unknown');
  const quoteToken = target.answerWith?.['quoteToken'];
  return {
    method: 'POST',
    url: endpoint(baseUrl ?? API, '/v2/bot/message/push'),
    headers: {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      'x-line-retry-key': retryKey(target),
    },
    body: JSON.stringify({ to, messages: [{ type: 'text', text: target.text, quoteToken }] }),
  };
}

/** A UUID made of the reply (RFC 9562, version 8): the same reply always has the same. */
export function retryKey({ account, replyKey }: Pick<ReplyTarget, 'account' | 'replyKey'>): string {
  const hex = createHash('sha256').update(`${account} ${replyKey}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
