/**
 * The errors that decide what happens to the work at hand. Only two kinds matter to a queue: an error that no retry can
 * mend is parked with its reason; every other error is retried by visibility timeout.
 */

/** No retry can mend this: the work is parked at once, alone, with `reason` as a stable machine-readable code. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
  readonly reason: string;

  /** @param reason stable code such as `schema_mismatch`; never holds a customer's words. */
  constructor(reason: string, message: string = reason, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Worth another try later: the engine is down, throttled, or somebody else holds the lease. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
}

/** An edit was made against a state that is no longer the current one (HTTP 412). */
export class StaleError extends Error {
  override readonly name = 'StaleError';
  /** `edited`: another edit came first. `unread`: the messages are not those that were read. */
  readonly reason: 'edited' | 'unread';

  constructor(message: string, reason: StaleError['reason'] = 'edited') {
    super(message);
    this.reason = reason;
  }
}

/** The request asks for something that the present state forbids (HTTP 409), such as a transition not in the table. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly reason: string;
  /** What speaks for the refusal, as stable codes, where the reason alone does not say it. */
  readonly because: readonly string[] | undefined;

  constructor(reason: string, message: string, because?: readonly string[]) {
    super(message);
    this.reason = reason;
    this.because = because;
  }
}

/** What the request names does not exist, or the caller may not know that it does (HTTP 404). */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}
