import * as z from 'zod/mini';
import { accepted, answerJson, outcomeByStatus } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { type ErrorTable, later, outcomeByCode, type Refusal, refused, staleToken } from '#platforms/error-table.ts';
import { idField, maybe, numberField } from '#platforms/fields.ts';
import type { OpenedTalk, ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';

/** X docs, "Response codes and errors": problems are told by the last part of their `type`, never by their text. */

const answerBody = z.object({
  data: maybe(z.object({ id: maybe(idField), dm_event_id: maybe(idField) })),
  type: maybe(z.string()),
  errors: maybe(z.array(z.object({ type: maybe(z.string()), code: maybe(numberField) }))),
});

/** What a code means, by problem type or by the older numeric one. */
const X_ERRORS: ErrorTable = {
  'client-forbidden': refused('client_forbidden', 'account'),
  'usage-capped': refused('usage_capped', 'account'),
  'not-authorized-for-resource': refused('forbidden'),
  'unsupported-authentication': staleToken,
  'resource-not-found': refused('not_found'),
  'invalid-request': refused('invalid_request'),
  'oauth1-permissions': refused('permission_missing', 'account'),
  'rate-limit-exceeded': later('rate_limited'),
  '32': staleToken,
  '64': refused('account_suspended', 'account'),
  '88': later('rate_limited'),
  '89': staleToken,
  '150': refused('recipient_unavailable', 'customer'),
  '186': refused('too_long'),
  '187': refused('duplicate'),
  '326': refused('account_locked', 'account'),
  '349': refused('recipient_unavailable', 'customer'),
  '385': refused('not_found'),
  '433': refused('reply_restricted'),
};

/** Says what X's answer means; a 2xx without an id is sent, under an id made of the reply's. */
export function readXResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  const body = answerBody.safeParse(answerJson(response)).data;
  const code = problemCode(body);
  if (accepted(response)) {
    // A 2xx may carry errors beside the data; errors in its place leave open what happened.
    if (code && !body?.data) return { kind: 'doubtful', reason: 'answer_with_errors', platformCode: code };
    if (target.hide) return { kind: 'sent', messageId: target.inReplyTo };
    const messageId = body?.data?.id ?? body?.data?.dm_event_id ?? `reply:${target.replyKey}`;
    return { kind: 'sent', messageId, opens: openedBy(target) };
  }
  const outcome = xOutcome(response);
  // X refuses to let strangers be answered with a bare 403; that they are strangers is known.
  const isStranger = target.visibility === 'public' && target.answerWith?.['engaged'] === 'none';
  const isBare = outcome.kind === 'failed' && outcome.platformCode === '403';
  return isStranger && isBare ? { ...outcome, reason: 'reply_restricted' } : outcome;
}

/** What a refusal of X's means; a 5xx may have been applied, whatever code it names. */
export function xOutcome(response: ApiResponse): Refusal {
  const code = problemCode(answerBody.safeParse(answerJson(response)).data);
  const codes = code === undefined || response.status >= 500 ? [] : [code];
  return codes.length > 0 ? outcomeByCode(X_ERRORS, codes, response) : outcomeByStatus(response, code);
}

/** A direct message to who wrote in public: the talk goes on in the direct messages of the same two. */
function openedBy({ account, channel, visibility, customerId }: ReplyTarget): OpenedTalk | undefined {
  const isStep = channel !== 'x.dm' && visibility === 'private';
  return isStep ? { account, channel: 'x.dm', customerId, threadKeys: ['dm'] } : undefined;
}

function problemCode(body: z.infer<typeof answerBody> | undefined): string | undefined {
  const error = body?.errors?.[0];
  const type = body?.type ?? error?.type;
  const last = type?.startsWith('http') ? type.split('/').at(-1) : undefined;
  return last || error?.code?.toString();
}
