/** Engine errors that pass by themselves: the engine is busy, down or out of reach, and a later try may be served. */

/** By name: throttling and contention, which engines answer with a 4xx, and time-outs, which have no status. */
const NAMES = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'RequestTimeoutException',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

/** By the code of the connection that failed. */
const CODES = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT']);

interface EngineError {
  readonly name: string;
  readonly code?: unknown;
  /** The SDK's own word: worth another try. */
  readonly $retryable?: object | undefined;
  readonly $metadata?: { readonly httpStatusCode?: number | undefined } | undefined;
}

/** Whether a later try may succeed with nothing changed but the time. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, code, $retryable, $metadata } = error as EngineError;
  if (NAMES.has(name) || $retryable !== undefined) return true;
  return ($metadata?.httpStatusCode ?? 0) >= 500 || (typeof code === 'string' && CODES.has(code));
}
