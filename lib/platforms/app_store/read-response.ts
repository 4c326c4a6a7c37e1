import * as z from 'zod/mini';
import { accepted, answerJson, outcomeByStatus } from '#platforms/answer.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import { type ErrorTable, later, outcomeByCode, type Refusal, refused, staleToken } from '#platforms/error-table.ts';
import { idField, maybe } from '#platforms/fields.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';

/** App Store Connect API, "Interpreting and handling errors": codes are dotted, the general word first. */

const answerBody = z.object({ data: maybe(z.object({ id: maybe(idField) })) });

const errorBody = z.object({ errors: z.array(z.object({ code: z.string() })).check(z.minLength(1)) });

/** Apple counts a key's requests by the hour. */
const RATE_SECONDS = 300;

const APP_STORE_ERRORS: ErrorTable = {
  NOT_AUTHORIZED: staleToken,
  EXPIRED_TOKEN: staleToken,
  FORBIDDEN_ERROR: refused('permission_missing', 'account'),
  'FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED': refused('agreement_missing', 'account'),
  NOT_FOUND: refused('not_found'),
  'ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG': refused('too_long'),
  'ENTITY_ERROR.RELATIONSHIP.INVALID': refused('not_found'),
  ENTITY_ERROR: refused('invalid_request'),
  PARAMETER_ERROR: refused('invalid_request'),
  STATE_ERROR: refused('reply_restricted'),
  RATE_LIMIT_EXCEEDED: later('rate_limited', RATE_SECONDS),
};

/** Says what Apple's answer means; a 2xx without an id is sent, under an id made of the reply's. */
export function readAppStoreResponse(response: ApiResponse, target: ReplyTarget): SendOutcome {
  if (!accepted(response)) return appStoreOutcome(response);
  const id = answerBody.safeParse(answerJson(response)).data?.data?.id;
  return { kind: 'sent', messageId: id ?? `reply:${target.replyKey}` };
}

/** What a refusal of Apple's means; a 5xx may have been applied, whatever it names. */
export function appStoreOutcome(response: ApiResponse): Refusal {
  const code = errorBody.safeParse(answerJson(response)).data?.errors[0]?.code;
  if (code === undefined || response.status >= 500) return outcomeByStatus(response, code);
  const words = code.split('.');
  return outcomeByCode(
    APP_STORE_ERRORS,
    words.map((_, index) => words.slice(0, words.length - index).join('.')),
    response,
  );
}
