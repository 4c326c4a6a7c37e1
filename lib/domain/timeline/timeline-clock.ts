import type { ClockName } from '#domain/clock-name.ts';

/** A clock as the history tells it. Times are ISO 8601 UTC. */

export const CLOCK_STATES = ['running', 'paused', 'met', 'breached', 'ended'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/** A stretch of a clock's life, ISO 8601 UTC; without `to` it lasts. */
export interface Stretch {
  readonly from: string;
  readonly to?: string | undefined;
}

/** One clock with its whole story. */
export interface TimelineClock {
  readonly clock: ClockName;
  readonly episode: number;
  /** Responses are counted from 1 in their episode, the first response among them; updates likewise. */
  readonly cycle: number;
  readonly state: ClockState;
  readonly startedAt: string;
  /** The message that started it. */
  readonly startedBy?: string | undefined;
  /** It runs from the message's receipt, because the message was found late or came from the future. */
  readonly late: boolean;
  readonly targetMinutes: number;
  /** The calendar's own name, or `round_the_clock`. */
  readonly calendar: string;
  /** The rule that set the target, by its place in the policy, from 0. */
  readonly rule: number;
  readonly runs: readonly Stretch[];
  readonly pauses: readonly Stretch[];
  /** The platform's last moment for an answer; absent where it always takes one, and of clocks that wait for no answer. */
  readonly answerUntil?: string | undefined;
  /** Working time on the clock now, or when it was over. */
  readonly elapsedMs: number;
  /** Working time from its start to its due time: the target, or what the platform leaves of it. */
  readonly allowedMs: number;
  /** Absent while it stands still, and where nobody works for years. */
  readonly dueAt?: string | undefined;
  /** The platform takes no answer from `dueAt` on, before the policy's target is used up; absent where that sets it. */
  readonly dueBy?: 'platform' | undefined;
  /** Working time left, while it stands still. */
  readonly remainingMs?: number | undefined;
  /** When each warning point is reached that is reached before the clock is due or over. */
  readonly warnings: readonly { readonly point: number; readonly at: string }[];
  /** When it was broken: its due time. */
  readonly breachedAt?: string | undefined;
  readonly doneAt?: string | undefined;
  /** The message that did it. */
  readonly doneBy?: string | undefined;
  /** When it ended undone: taken back by the customer, or the episode was over. */
  readonly endedAt?: string | undefined;
}
