import {
  BrokenCircuitError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { NoOpinionError, type Silence } from '#domain/opinion.ts';

/** How long a cloud classifier is waited for, how often it is asked, and when it is left alone. Its failures get names. */

/** Times in milliseconds. */
export interface Patience {
  /** For one request with its waiting for a place and its retries. */
  readonly wholeMs: number;
  /** For one try. */
  readonly tryMs: number;
  /** Tries after the first, when the service is throttled or broken. */
  readonly retries: number;
  /** Requests at once in this environment; the others wait. */
  readonly atOnce: number;
  /** Failures in a row after which it is left alone. */
  readonly failuresToOpen: number;
  /** How long, until one request tries it again. */
  readonly halfOpenAfterMs: number;
}

/** Sends one request, or says why there is no answer. */
export type Patiently = <T>(send: (signal: AbortSignal) => Promise<T>) => Promise<T>;

const THROTTLED = /Throttl|TooManyRequests|ServiceQuotaExceeded/;
/** What is wrong with the request or the account, and stays so. */
const REFUSED =
  /AccessDenied|Validation|InvalidRequest|UnsupportedLanguage|SizeLimitExceeded|ResourceNotFound|UnrecognizedClient|ExpiredToken/;
const TIMED_OUT = /Timeout|AbortError/;

/** Why a request failed, by the error's name: its text may quote the request. */
export function silenceOf(error: unknown): Silence {
  if (error instanceof NoOpinionError) return error.silence;
  if (error instanceof BrokenCircuitError) return 'circuit_open';
  if (error instanceof TaskCancelledError) return 'timed_out';
  const name = error instanceof Error ? error.name : '';
  if (THROTTLED.test(name)) return 'throttled';
  if (REFUSED.test(name)) return 'refused';
  return TIMED_OUT.test(name) ? 'timed_out' : 'unavailable';
}

/** Worth another try at once. A time-out is not: it has used the time there was. */
const isPassing = (error: unknown): boolean => ['throttled', 'unavailable'].includes(silenceOf(error));

/** One customer's odd text must not silence the service for the others; a missing permission may. */
function isTrouble(error: unknown): boolean {
  return silenceOf(error) !== 'refused' || (error instanceof Error && /AccessDenied|ResourceNotFound/.test(error.name));
}

/** @returns a way to send requests that keeps one circuit breaker for the life of this environment. */
export function patiently(patience: Patience): Patiently {
  const policy = wrap(
    timeout(patience.wholeMs, TimeoutStrategy.Aggressive),
    bulkhead(patience.atOnce, Number.POSITIVE_INFINITY),
    retry(handleWhen(isPassing), { maxAttempts: patience.retries, backoff: new ExponentialBackoff() }),
    circuitBreaker(handleWhen(isTrouble), {
      halfOpenAfter: patience.halfOpenAfterMs,
      breaker: new ConsecutiveBreaker(patience.failuresToOpen),
    }),
    timeout(patience.tryMs, TimeoutStrategy.Aggressive),
  );
  return async (send) => {
    try {
      return await policy.execute(({ signal }) => send(signal));
    } catch (cause) {
      throw new NoOpinionError(silenceOf(cause), { cause });
    }
  };
}
