import type { AnswerPromise, PromiseKey } from '#domain/promise/answer-promise.ts';

/** Promises as they are kept: derived from what happened, never published. */
export interface Promises {
  /** Keeps a promise unless the episode has one already; answers with what is kept. */
  put(promise: AnswerPromise): Promise<AnswerPromise>;
  /**
   * Decides on what is kept, and writes what is decided if nobody was faster; anew if somebody was. No promise: undefined.
   * @throws {TransientError} when contention outlasts the patience of the caller.
   */
  change(
    key: PromiseKey,
    decide: (promise: AnswerPromise) => Promise<AnswerPromise>,
  ): Promise<AnswerPromise | undefined>;
  /** Every promise of a day (UTC), in no order that means anything. */
  ofDay(day: string): Promise<AnswerPromise[]>;
}
