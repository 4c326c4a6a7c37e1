import * as z from 'zod/mini';
import { answerJson, outcomeByStatus } from './answer.ts';
import type { ApiResponse } from './api-call.ts';
import { type ErrorTable, later, outcomeByCode, type Refusal, refused, staleToken } from './error-table.ts';
import { maybe } from './fields.ts';

/**
 * Errors of Google's APIs (Google API docs, "Standard error responses"): the exact word is `errors[0].reason`, the general
 * one `status`; newer services send only the latter.
 */

const errorBody = z.object({
  error: z.object({
    status: maybe(z.string()),
    errors: maybe(z.array(z.object({ reason: maybe(z.string()) }))),
  }),
});

/** A day's quota is given out anew at midnight in California; asked again each hour until then. */
const HOUR_SECONDS = 3_600;

/** What the words mean that all of Google's services share. */
export const GOOGLE_ERRORS: ErrorTable = {
  authError: staleToken,
  UNAUTHENTICATED: staleToken,
  quotaExceeded: later('quota_exceeded', HOUR_SECONDS),
  dailyLimitExceeded: later('quota_exceeded', HOUR_SECONDS),
  rateLimitExceeded: later('rate_limited', 60),
  userRateLimitExceeded: later('rate_limited', 60),
  RESOURCE_EXHAUSTED: later('rate_limited', 60),
  accessNotConfigured: refused('api_not_enabled', 'account'),
  insufficientPermissions: refused('permission_missing', 'account'),
  PERMISSION_DENIED: refused('permission_missing', 'account'),
  NOT_FOUND: refused('not_found'),
  notFound: refused('not_found'),
  INVALID_ARGUMENT: refused('invalid_request'),
  badRequest: refused('invalid_request'),
};

/** What a refusal of Google's means; a 5xx may have been applied, whatever it names. */
export function googleOutcome(table: ErrorTable, response: ApiResponse): Refusal {
  const codes = googleCodes(response);
  return codes.length === 0 || response.status >= 500
    ? outcomeByStatus(response, codes[0])
    : outcomeByCode(table, codes, response);
}

/** The words of an answer's error, the most exact first. */
export function googleCodes(response: ApiResponse): string[] {
  const error = errorBody.safeParse(answerJson(response)).data?.error;
  return [error?.errors?.[0]?.reason, error?.status].filter((code) => code !== undefined);
}
