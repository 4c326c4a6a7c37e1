import type { PlatformName } from '#platforms/registry.ts';

/** A trouble the double is told to have with one request. */
export type Failure =
  /** Answers so instead of judging; with `accept`, takes the reply first: applied, but answered with an error. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>> | undefined;
      readonly accept?: boolean | undefined;
      readonly delayMs?: number | undefined;
    }
  /** Judges as usual, then closes the connection without a word: the answer is lost, the reply is not. */
  | { readonly kind: 'drop'; readonly delayMs?: number | undefined }
  /** Judges as usual, late. */
  | { readonly kind: 'delay'; readonly delayMs: number };

/** Failures yet to happen, by platform, in order. */
export class FailurePlan {
  readonly #waiting = new Map<PlatformName, Failure[]>();

  /** Adds failures after those already planned. */
  add(platform: PlatformName, failures: readonly Failure[]): void {
    this.#waiting.set(platform, [...(this.#waiting.get(platform) ?? []), ...failures]);
  }

  /** Takes the next one; `undefined` when all is well. */
  next(platform: PlatformName): Failure | undefined {
    return this.#waiting.get(platform)?.shift();
  }
}
