import * as z from 'zod/mini';
import { answerJson } from './answer.ts';
import type { ApiResponse } from './api-call.ts';
import { doubted, type ErrorTable, later, refused, staleToken } from './error-table.ts';
import { maybe, numberField } from './fields.ts';

/**
 * Errors of Meta's Graph API (Graph API, "Handling errors"; Messenger Platform, "Common error codes"): what an answer means
 * is in `code` and `error_subcode`, never in the text.
 */

const errorBody = z.object({ error: z.object({ code: numberField, error_subcode: maybe(numberField) }) });

export interface GraphError {
  readonly code: number;
  readonly subcode?: number | undefined;
}

/** The error of an answer; undefined when it has none that can be read. */
export function graphError(response: ApiResponse): GraphError | undefined {
  const error = errorBody.safeParse(answerJson(response)).data?.error;
  return error && { code: error.code, subcode: error.error_subcode };
}

/** The codes of an error, the most exact first. */
export function graphCodes({ code, subcode }: GraphError): string[] {
  return subcode === undefined ? [String(code)] : [`${code}/${subcode}`, String(code)];
}

/** What the codes mean that Messenger, Instagram and Facebook share. */
export const META_ERRORS: ErrorTable = {
  // "Unknown": the docs tell of messages that were sent all the same.
  '1': doubted('unknown_error'),
  '2': later('temporary'),
  '2/2018344': refused('permission_missing', 'account'),
  '4': later('rate_limited'),
  '4/2018354': refused('too_frequent'),
  '10': refused('permission_missing', 'account'),
  '10/2018278': refused('outside_window'),
  '10/2534022': refused('outside_window'),
  '10/1893063': refused('account_restricted', 'account'),
  '10/2018300': refused('thread_held_elsewhere'),
  '9': later('rate_limited'),
  '17': later('rate_limited'),
  '32': later('rate_limited'),
  '100': refused('invalid_request'),
  '100/33': refused('not_found'),
  '100/2018001': refused('recipient_unknown', 'customer'),
  '100/2018292': refused('not_answerable'),
  '100/2534014': refused('recipient_unknown', 'customer'),
  '100/2534025': refused('already_answered'),
  '102': staleToken,
  '190': staleToken,
  '200': refused('permission_missing', 'account'),
  '200/2534041': refused('messages_not_allowed', 'account'),
  '230': refused('permission_missing', 'account'),
  '368': refused('account_restricted', 'account'),
  '506': refused('duplicate'),
  '551': refused('recipient_unavailable', 'customer'),
  '613': later('rate_limited'),
  '1200': later('temporary'),
  '10900': refused('already_answered'),
  '10902': refused('not_answerable'),
  '10903': refused('not_answerable'),
  '80001': later('rate_limited'),
  '80002': later('rate_limited'),
  '80006': later('rate_limited'),
};
