import * as z from 'zod/mini';
import { accepted, answerJson, outcomeByStatus, retry } from '#platforms/answer.ts';
import { asId, asObject, maybe, numberField } from '#platforms/fields.ts';
import type { ReplyTarget, SendOutcome, SendResponse } from '#platforms/platform.ts';

/** Messenger Platform, "Common error codes": what an answer means is in `code` and `error_subcode`, never in the text. */

const errorBody = z.object({
  error: z.object({ code: numberField, error_subcode: maybe(numberField) }),
});

/** Refused before the work and fine later: the limits on calls, and the failures that ask to try again. */
const RETRY: Readonly<Record<number, string>> = {
  2: 'temporary',
  1200: 'temporary',
  4: 'rate_limited',
  17: 'rate_limited',
  32: 'rate_limited',
  613: 'rate_limited',
  80006: 'rate_limited',
};

const FAILED: Readonly<Record<string, string>> = {
  '10/2018278': 'outside_window',
  '10/2534022': 'outside_window',
  '10/1893063': 'account_restricted',
  '10': 'permission_missing',
  '2/2018344': 'permission_missing',
  '4/2018354': 'too_frequent',
  '100/2018001': 'recipient_unknown',
  '100': 'invalid_request',
  '102': 'token_expired',
  '190': 'token_expired',
  '200': 'permission_missing',
  '230': 'permission_missing',
  '368': 'account_restricted',
  '551': 'recipient_unavailable',
};

/** Says what the Send API's answer means; a 2xx without `message_id` is sent, under an id made of the reply's. */
export function readMessengerResponse(response: SendResponse, target: ReplyTarget): SendOutcome {
  const json = answerJson(response);
  if (accepted(response)) {
    return { kind: 'sent', messageId: asId(asObject(json)?.['message_id']) ?? `reply:${target.replyId}` };
  }
  const { data } = errorBody.safeParse(json);
  return data ? outcomeByCode(data.error.code, data.error.error_subcode, response) : outcomeByStatus(response);
}

function outcomeByCode(code: number, subcode: number | undefined, response: SendResponse): SendOutcome {
  const exact = `${code}/${subcode ?? ''}`;
  const platformCode = subcode === undefined ? String(code) : exact;
  const failed = FAILED[exact];
  if (failed) return { kind: 'failed', reason: failed, platformCode };
  const later = RETRY[code];
  if (later) return retry(later, response);
  // Code 1 is "unknown", and the docs tell of messages that were sent all the same.
  if (code === 1) return { kind: 'doubtful', reason: 'unknown_error', platformCode };
  const reason = FAILED[String(code)];
  return reason ? { kind: 'failed', reason, platformCode } : outcomeByStatus(response, platformCode);
}
