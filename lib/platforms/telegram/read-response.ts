import * as z from 'zod/mini';
import { accepted, answerJson, outcomeByStatus, retry } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { type ErrorTable, later, outcomeByCode, refused, staleToken } from '#platforms/error-table.ts';
import { idField, maybe, numberField } from '#platforms/fields.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';
import { messageKey } from './message.ts';

const sentBody = z.object({ result: z.object({ message_id: idField, chat: z.object({ id: idField }) }) });

const errorBody = z.object({
  error_code: numberField,
  parameters: maybe(z.object({ retry_after: maybe(numberField), migrate_to_chat_id: maybe(idField) })),
});

/** Bot API, "Making requests": what went wrong is in `error_code` and `parameters`; the description is for people. */
export const TELEGRAM_ERRORS: ErrorTable = {
  '400': refused('invalid_request'),
  // The group became a supergroup, whose chat the answer names.
  '400/migrated': refused('chat_moved'),
  '401': staleToken,
  // Blocked by the person, or put out of the group.
  '403/telegram.dm': refused('recipient_unavailable', 'customer'),
  '403': refused('forbidden'),
  // No such bot: the form of the token is wrong.
  '404': staleToken,
  '413': refused('reply_too_long'),
  '429': later('rate_limited'),
};

/** Says what the answer to sendMessage means. */
export function readTelegramResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  const body = answerJson(response);
  if (accepted(response)) {
    const sent = sentBody.safeParse(body).data?.result;
    return { kind: 'sent', messageId: sent ? messageKey(sent.chat.id, sent.message_id) : `reply:${target.replyKey}` };
  }
  const error = errorBody.safeParse(body).data;
  if (!error) return outcomeByStatus(response);
  const { error_code: code, parameters } = error;
  if (code === 429) return retry('rate_limited', response, parameters?.retry_after);
  const chat = parameters?.migrate_to_chat_id;
  const exact = chat === undefined ? `${code}/${target.channel}` : `${code}/migrated`;
  const codes = Object.hasOwn(TELEGRAM_ERRORS, exact) ? [exact, String(code)] : [String(code)];
  const outcome = outcomeByCode(TELEGRAM_ERRORS, codes, response);
  return outcome.kind === 'failed' && chat !== undefined ? { ...outcome, movedTo: { chat } } : outcome;
}
