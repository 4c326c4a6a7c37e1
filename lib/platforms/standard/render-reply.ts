import { PermanentError } from '#domain/errors.ts';
import { accepted, answerJson, outcomeByStatus, retry } from '#platforms/answer.ts';
import type { ApiCall, ApiResponse, Credentials } from '#platforms/api-call.ts';
import { asId, asObject } from '#platforms/fields.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';
import { ruleFor } from '#platforms/reply-rules.ts';
import { standardReplies } from './limits.ts';
import { standardKey, standardSignature } from './verify.ts';

/**
 * A signed Standard Webhook to the address the account's secret names. `webhook-id` is the reply's id, which the spec
 * makes the idempotency key, and the body holds no time: a repeat is the same message in every byte that counts.
 * @throws {PermanentError} `base_url_missing`, `secret_unusable`, `reply_id_malformed`, or what the text and channel rules say.
 */
export function renderStandardReply(target: ReplyTarget, credentials: Credentials, nowMs: number): ApiCall {
  ruleFor(target, standardReplies);
  if (!credentials.baseUrl) throw new PermanentError('base_url_missing');
  const key = standardKey(credentials.accessToken);
  if (!key) throw new PermanentError('secret_unusable');
  if (target.replyKey === '' || target.replyKey.includes('.')) throw new PermanentError('reply_id_malformed');
  const body = JSON.stringify(replyCreated(target));
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = standardSignature(key, { id: target.replyKey, timestamp, body });
  const headers = {
    'content-type': 'application/json',
    'webhook-id': target.replyKey,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
  return { method: 'POST', url: credentials.baseUrl, headers, body };
}

function replyCreated({ replyKey: replyId, account, visibility, customerId, text, inReplyTo }: ReplyTarget) {
  return {
    type: 'reply.created',
    data: { replyId, account, visibility, customer: { id: customerId }, text, inReplyTo },
  };
}

/**
 * Standard Webhooks, spec "Responding": any 2xx is success, 410 ends the endpoint. Every 5xx may be repeated, because
 * the receiver knows the reply by its `webhook-id`. A receiver that answers `{"id": ...}` names its message.
 */
export function readStandardResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (accepted(response)) {
    return { kind: 'sent', messageId: asId(asObject(answerJson(response))?.['id']) ?? `reply:${target.replyKey}` };
  }
  if (response.status === 410) return { kind: 'failed', reason: 'endpoint_gone', platformCode: '410' };
  if (response.status >= 500 || response.status === 408) return retry('unavailable', response);
  return outcomeByStatus(response);
}
