import * as z from 'zod/mini';
import { accepted, answerJson, outcomeByStatus } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { outcomeByCode } from '#platforms/error-table.ts';
import { idField, maybe } from '#platforms/fields.ts';
import { graphCodes, graphError } from '#platforms/meta-errors.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';
import { WHATSAPP_ERRORS } from './errors.ts';

const created = z.object({ messages: z.array(z.object({ id: maybe(idField) })) });

/** Says what the Cloud API's answer means; a 2xx without an id is sent, under an id made of the reply's. */
export function readWhatsAppResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (accepted(response)) {
    const id = created.safeParse(answerJson(response)).data?.messages[0]?.id;
    return { kind: 'sent', messageId: id ?? `reply:${target.replyKey}` };
  }
  const error = graphError(response);
  return error ? outcomeByCode(WHATSAPP_ERRORS, graphCodes(error), response) : outcomeByStatus(response);
}
