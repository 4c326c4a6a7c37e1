/** What becomes of an invocation, and the limits on what it carries. */
import type { FunctionError } from './messages.ts';

/** What became of an invocation. */
export type InvocationResult =
  | { readonly status: 'ok'; readonly requestId: string; readonly payload: string }
  | {
      readonly status: 'error';
      readonly requestId: string;
      /** `timeout` and `crash` cost the environment its life; `stopped`: the run is over, and nothing was started. */
      readonly cause: 'function' | 'timeout' | 'crash' | 'size' | 'stopped';
      readonly error: FunctionError;
    };

/** Bytes that a synchronous invocation may carry, either way: 6 MB and a little for the frame. */
export const PAYLOAD_LIMIT = 6_291_556;

/** A result, unless it is too large to be one. */
export function sizeChecked(requestId: string, payload: string): InvocationResult {
  if (Buffer.byteLength(payload) <= PAYLOAD_LIMIT) return { status: 'ok', requestId, payload };
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`;
  return {
    status: 'error',
    requestId,
    cause: 'size',
    error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage },
  };
}

/** What an event that is too large comes to. */
export function tooLarge(): InvocationResult {
  const error = {
    errorType: 'RequestEntityTooLargeException',
    errorMessage: 'The event is larger than an invocation may carry.',
  };
  return { status: 'error', requestId: '', cause: 'size', error };
}

/** What an event comes to that arrives when the run is over. */
export function stoppedRun(): InvocationResult {
  const error = { errorType: 'ServiceException', errorMessage: 'The run is over.' };
  return { status: 'error', requestId: '', cause: 'stopped', error };
}
