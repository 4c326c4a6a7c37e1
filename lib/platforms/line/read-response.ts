import * as z from 'zod/mini';
import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { doubted, type ErrorTable, later, outcomeByCode, refused, staleToken } from '#platforms/error-table.ts';
import { idField } from '#platforms/fields.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';

const sentBody = z.object({ sentMessages: z.array(z.object({ id: idField })).check(z.minLength(1)) });

const errorBody = z.object({ message: z.string() });

/**
 * Messaging API reference, "Status codes" and "Error messages": errors have a text and no code of their own. A used-up
 * monthly quota is a 429 like a rate that was too high, and is told by its text alone.
 */
export const LINE_ERRORS: ErrorTable = {
  '400': refused('invalid_request'),
  '401': staleToken,
  '403': refused('permission_missing', 'account'),
  '404': refused('not_found'),
  '413': refused('reply_too_long'),
  '429': later('rate_limited', 60),
  '429/quota': refused('quota_used_up', 'account'),
  '500': doubted('server_error'),
};

/** Says what the answer to a push means. 409 is the retry key: LINE has taken this very push before. */
export function readLineResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (accepted(response) || response.status === 409) {
    const sent = sentBody.safeParse(answerJson(response)).data?.sentMessages[0];
    return { kind: 'sent', messageId: sent?.id ?? `reply:${target.replyKey}` };
  }
  const { message = '' } = errorBody.safeParse(answerJson(response)).data ?? {};
  const isUsedUp = response.status === 429 && /monthly limit/i.test(message);
  return outcomeByCode(LINE_ERRORS, isUsedUp ? ['429/quota', '429'] : [String(response.status)], response);
}
