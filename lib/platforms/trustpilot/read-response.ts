import { accepted } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { type ErrorTable, later, outcomeByCode, refused, staleToken } from '#platforms/error-table.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';

/** Trustpilot API, "Errors": what an answer means is in its status. */
export const TRUSTPILOT_ERRORS: ErrorTable = {
  '400': refused('invalid_request'),
  '401': staleToken,
  '403': refused('permission_missing', 'account'),
  '404': refused('not_found'),
  '409': refused('already_answered'),
  '429': later('rate_limited', 60),
};

/** Says what the answer to an answer means. Trustpilot gives an answer no id: it is the review's. */
export function readTrustpilotResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (accepted(response)) return { kind: 'sent', messageId: `reply:${target.replyKey}` };
  return outcomeByCode(TRUSTPILOT_ERRORS, [String(response.status)], response);
}
