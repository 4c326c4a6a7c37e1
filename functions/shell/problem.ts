import {
  ApiProblem,
  PROBLEM_TYPE_PREFIX,
  type ProblemKind,
  type ProblemView,
  problemKinds,
} from '#contracts/agent-api-problems.ts';
import { NotFoundError, RefusedError, StaleError, TransientError } from '#domain/errors.ts';
import type { HttpAnswer } from '#functions/shell/http-message.ts';
import { isPassing } from '#functions/shell/passing.ts';

/** Turns whatever was thrown into problem details, in one place. */

/** Seconds after which a request that met contention or a throttled engine is worth another try. */
const RETRY_AFTER_SECONDS = 2;

const HEADERS: Partial<Record<ProblemKind, Record<string, string>>> = {
  unauthenticated: { 'www-authenticate': 'Bearer' },
  unavailable: { 'retry-after': String(RETRY_AFTER_SECONDS) },
};

/** What an error means to the caller. The text of an unknown error stays here: it may quote anything. */
function meaningOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof NotFoundError) return new ApiProblem('not-found', error.message);
  if (error instanceof StaleError) {
    return new ApiProblem(error.reason === 'unread' ? 'unread-messages' : 'stale-version', error.message);
  }
  if (error instanceof RefusedError) {
    return new ApiProblem('refused', error.message, { reason: error.reason, because: error.because });
  }
  if (error instanceof TransientError || isPassing(error))
    return new ApiProblem('unavailable', 'Try again in a moment.');
  return new ApiProblem('internal', 'The request failed. Its id is in `instance`.');
}

/** The answer to a request that failed. */
export function problemOf(error: unknown, requestId: string): HttpAnswer {
  const { kind, message, facts } = meaningOf(error);
  const { status, title } = problemKinds[kind];
  const body: ProblemView = {
    type: `${PROBLEM_TYPE_PREFIX}${kind}`,
    title,
    status,
    detail: message,
    instance: `urn:earshot:request:${requestId}`,
    reason: facts.reason,
    because: facts.because && [...facts.because],
    errors: facts.errors && [...facts.errors],
    ...facts.delivery,
  };
  return { status, headers: { 'content-type': 'application/problem+json', ...HEADERS[kind] }, body };
}
