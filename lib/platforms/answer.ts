import { parseExact } from '#contracts/exact-json.ts';
import type { ApiResponse } from './api-call.ts';
import type { SendOutcome } from './outgoing.ts';

/** Reading HTTP answers to replies, as far as platforms agree. */

/** The answer's JSON, or `undefined` when the body is none: proxies answer in HTML. */
export function answerJson(response: ApiResponse): unknown {
  try {
    return parseExact(response.body);
  } catch {
    return undefined;
  }
}

/** True for 2xx. */
export function accepted(response: ApiResponse): boolean {
  return response.status >= 200 && response.status < 300;
}

/**
 * Seconds to wait, from `retry-after` (seconds or a date), else from `x-rate-limit-reset` (epoch seconds; X). Absolute
 * times are measured against the answer's own `date`, which needs no clock here and forgives a wrong one.
 */
function retryAfterSeconds({ headers }: ApiResponse): number | undefined {
  const after = headers['retry-after'];
  if (after && /^\d{1,9}$/.test(after)) return Number(after);
  const answeredAtMs = Date.parse(headers['date'] ?? '');
  const reset = headers['x-rate-limit-reset'];
  const untilMs = after ? Date.parse(after) : Number(reset ?? Number.NaN) * 1000;
  if (Number.isNaN(answeredAtMs) || Number.isNaN(untilMs)) return undefined;
  return Math.max(0, Math.ceil((untilMs - answeredAtMs) / 1000));
}

/** Not accepted, and safe to send again: when the answer says, else after `otherwiseSeconds`. */
export function retry(
  reason: string,
  response: ApiResponse,
  otherwiseSeconds?: number,
): Extract<SendOutcome, { kind: 'retry' }> {
  return { kind: 'retry', reason, retryAfterSeconds: retryAfterSeconds(response) ?? otherwiseSeconds };
}

/**
 * What the status alone says, for a platform without an idempotency key. 429 and 503 are refusals before the work;
 * every other 5xx may have been applied, so a repeat could answer twice.
 */
export function outcomeByStatus(response: ApiResponse, platformCode?: string): Exclude<SendOutcome, { kind: 'sent' }> {
  const { status } = response;
  if (status === 429) return retry('rate_limited', response);
  if (status === 503) return retry('unavailable', response);
  if (status === 401) return { kind: 'stale_token', platformCode: platformCode ?? '401' };
  if (status >= 500) return { kind: 'doubtful', reason: 'server_error', platformCode: platformCode ?? String(status) };
  return { kind: 'failed', reason: REFUSALS[status] ?? 'rejected', platformCode: platformCode ?? String(status) };
}

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  403: 'forbidden',
  404: 'not_found',
};
