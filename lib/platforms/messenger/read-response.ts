import { accepted, answerJson, outcomeByStatus } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { outcomeByCode } from '#platforms/error-table.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { graphCodes, graphError, META_ERRORS } from '#platforms/meta-errors.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';

/** Says what the Send API's answer means; a 2xx without `message_id` is sent, under an id made of the reply's. */
export function readMessengerResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (accepted(response)) {
    return {
      kind: 'sent',
      messageId: asId(asObject(answerJson(response))?.['message_id']) ?? `reply:${target.replyId}`,
    };
  }
  const error = graphError(response);
  return error ? outcomeByCode(META_ERRORS, graphCodes(error), response) : outcomeByStatus(response);
}
