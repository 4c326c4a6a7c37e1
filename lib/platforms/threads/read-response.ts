import { accepted, answerJson, outcomeByStatus } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { type ErrorTable, later, outcomeByCode, refused } from '#platforms/error-table.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { graphCodes, graphError, META_ERRORS } from '#platforms/meta-errors.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';

/** Threads answers as the Graph API does (`THApiException`); these codes mean more here than elsewhere. */
const THREADS_ERRORS: ErrorTable = {
  ...META_ERRORS,
  '24': refused('not_found'),
  // What was made a moment ago is not everywhere yet.
  '24/4279009': later('not_ready'),
  '100/33': refused('not_found'),
};

/** Says what Threads' answer means; a 2xx without an id is sent, under an id made of the reply's. */
export function readThreadsResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (accepted(response)) {
    const id = asId(asObject(answerJson(response))?.['id']);
    return { kind: 'sent', messageId: target.hide ? target.inReplyTo : (id ?? `reply:${target.replyKey}`) };
  }
  const error = graphError(response);
  return error ? outcomeByCode(THREADS_ERRORS, graphCodes(error), response) : outcomeByStatus(response);
}
