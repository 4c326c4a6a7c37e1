import { accepted, answerJson, outcomeByStatus } from './answer.ts';
import type { ApiResponse } from './api-call.ts';
import { type ErrorTable, outcomeByCode } from './error-table.ts';
import { asId, asObject } from './fields.ts';
import { graphCodes, graphError } from './meta-errors.ts';
import { TALK } from './meta-talk-message.ts';
import type { OpenedTalk, ReplyTarget, SendOutcome } from './outgoing.ts';

/** What the Graph API's answer to a reply means. */

/** How a platform's answers are read. */
export interface Reading {
  readonly table: ErrorTable;
  /** Where a private reply to a public word goes on, of the customer's id there. */
  readonly opens?: ((customerId: string) => OpenedTalk) | undefined;
}

/** A 2xx without an id is sent, under an id made of the reply's; what was hidden is known by its own. */
export function readGraphResponse({ table, opens }: Reading, response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (!accepted(response)) {
    const error = graphError(response);
    return error ? outcomeByCode(table, graphCodes(error), response) : outcomeByStatus(response);
  }
  if (target.hide) return { kind: 'sent', messageId: target.inReplyTo };
  const body = asObject(answerJson(response));
  const messageId = asId(body?.['message_id']) ?? asId(body?.['id']) ?? `reply:${target.replyKey}`;
  const customerId = asId(body?.['recipient_id']);
  return { kind: 'sent', messageId, opens: customerId === undefined ? undefined : opens?.(customerId) };
}

/** The private talk with a customer, as an account goes on with it. */
export function talkOf(account: string, channel: string, customerId: string): OpenedTalk {
  return { account, channel, customerId, threadKeys: [TALK] };
}
