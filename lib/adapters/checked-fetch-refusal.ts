/** Why a file was not fetched. */

/** `never`: no retry helps. `later`: another try may. */
export type Prospect = 'never' | 'later';

/** A fetch that was given up; `reason` is a stable code and holds no part of the address. */
export class FetchRefusedError extends Error {
  override readonly name = 'FetchRefusedError';
  readonly reason: string;
  readonly prospect: Prospect;

  constructor(reason: string, prospect: Prospect = 'never') {
    super(reason);
    this.reason = reason;
    this.prospect = prospect;
  }
}

/** What went wrong, whatever it was: our own refusals, or a connection that failed or took too long. */
export function refusalOf(error: unknown): FetchRefusedError {
  if (error instanceof FetchRefusedError) return error;
  if (!(error instanceof Error)) return new FetchRefusedError('connection_unknown', 'later');
  const { name, code = name } = error as Error & { code?: string };
  const isLate = name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR';
  return new FetchRefusedError(isLate ? 'timed_out' : `connection_${code.toLowerCase()}`, 'later');
}
