import type { ApiCall, ApiResponse, Credentials } from './api-call.ts';
import type { PollAnswer, PollTurn } from './poll.ts';

/** How a platform that delivers is asked for what it could not deliver: after an outage, page by page or by a replay. */

/** A span of time, epoch milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One request of a backfill. */
export type BackfillTurn = PollTurn & { readonly span: Span };

export interface Backfill {
  /** What must be set in `Credentials.more` for an account to be asked. @default nothing */
  readonly needs?: readonly string[];
  /** How long after the end of a span it can be asked for. @default 0 */
  readonly settlesMs?: number;
  /** What of a span can be had again; undefined when nothing can. The cap on age is in it. */
  readonly reach: (span: Span, nowMs: number) => Span | undefined;
  /** @throws {PermanentError} `credentials_missing` */
  readonly request: (turn: BackfillTurn) => ApiCall;
  /** A page as `split` cuts it; without a body where the platform delivers what it was asked for. Never throws. */
  readonly read: (response: ApiResponse, turn: BackfillTurn) => PollAnswer;
}

/** Whether an account says what it takes to be asked. @param more `Credentials.more` */
export function canBeAsked({ needs = [] }: Backfill, more: Credentials['more']): boolean {
  return needs.every((name) => Boolean(more?.[name]));
}

/** The span without what is older than so many hours. */
export function noOlderThan(hours: number): Backfill['reach'] {
  return ({ fromMs, toMs }, nowMs) => {
    const from = Math.max(fromMs, nowMs - hours * 3_600_000);
    return from < toMs ? { fromMs: from, toMs } : undefined;
  };
}
