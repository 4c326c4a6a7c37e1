import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { type ErrorTable, refused } from '#platforms/error-table.ts';
import { GOOGLE_ERRORS, googleOutcome } from '#platforms/google-errors.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';
import { answerId } from './answer-id.ts';
import { replied } from './schema.ts';

/** Google Play Developer API, "Errors". */
export const PLAY_ERRORS: ErrorTable = {
  ...GOOGLE_ERRORS,
  permissionDenied: refused('permission_missing', 'account'),
  forbidden: refused('permission_missing', 'account'),
  applicationNotFound: refused('account_not_found', 'account'),
  reviewNotFound: refused('not_found'),
  replyTextTooLong: refused('too_long'),
  invalid: refused('invalid_request'),
};

/** Says what Google Play's answer means. */
export function readGooglePlayResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (!accepted(response)) return googleOutcome(PLAY_ERRORS, response);
  const writtenAt = replied.safeParse(answerJson(response)).data?.result?.lastEdited;
  const messageId = writtenAt ? answerId(target.customerId, writtenAt) : `reply:${target.replyKey}`;
  return { kind: 'sent', messageId };
}
