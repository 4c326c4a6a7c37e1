import * as z from 'zod/mini';
import { accepted, answerJson, outcomeByStatus, retry } from '#platforms/answer.ts';
import { idField, maybe, numberField } from '#platforms/fields.ts';
import type { ReplyTarget, SendOutcome, SendResponse } from '#platforms/platform.ts';

/** X docs, "Response codes and errors": problems are told by the last part of their `type`, never by their text. */

const answerBody = z.object({
  data: maybe(z.object({ id: maybe(idField), dm_event_id: maybe(idField) })),
  type: maybe(z.string()),
  errors: maybe(z.array(z.object({ type: maybe(z.string()), code: maybe(numberField) }))),
});

/** What no retry helps, by problem type or by the older numeric code. */
const FAILED: Readonly<Record<string, string>> = {
  'client-forbidden': 'client_forbidden',
  'usage-capped': 'usage_capped',
  'not-authorized-for-resource': 'forbidden',
  'unsupported-authentication': 'token_expired',
  'resource-not-found': 'not_found',
  'invalid-request': 'invalid_request',
  'oauth1-permissions': 'permission_missing',
  '32': 'token_expired',
  '64': 'account_suspended',
  '89': 'token_expired',
  '150': 'recipient_unavailable',
  '186': 'too_long',
  '187': 'duplicate',
  '326': 'account_locked',
  '349': 'recipient_unavailable',
  '385': 'not_found',
  '433': 'reply_restricted',
};

/** Says what X's answer means; a 2xx without an id is sent, under an id made of the reply's. */
export function readXResponse(response: SendResponse, target: ReplyTarget): SendOutcome {
  const body = answerBody.safeParse(answerJson(response)).data;
  const code = problemCode(body);
  if (accepted(response)) {
    // A 2xx may carry errors beside the data; errors in its place leave open what happened.
    if (code && !body?.data) return { kind: 'doubtful', reason: 'answer_with_errors', platformCode: code };
    return { kind: 'sent', messageId: body?.data?.id ?? body?.data?.dm_event_id ?? `reply:${target.replyId}` };
  }
  const reason = code !== undefined && Object.hasOwn(FAILED, code) ? FAILED[code] : undefined;
  if (reason && response.status < 500) return { kind: 'failed', reason, platformCode: code };
  if (code === 'rate-limit-exceeded' || code === '88') return retry('rate_limited', response);
  return outcomeByStatus(response, code);
}

function problemCode(body: z.infer<typeof answerBody> | undefined): string | undefined {
  const error = body?.errors?.[0];
  const type = body?.type ?? error?.type;
  const last = type?.startsWith('http') ? type.split('/').at(-1) : undefined;
  return last || error?.code?.toString();
}
