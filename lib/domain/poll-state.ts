import { MISSED_AFTER_MS } from '#domain/missed.ts';

/** Where the poll of an account stands: what decides whether it is asked now, and what is remembered of its answers. Pure. */

/** Requests of an account in the present window of its budget. */
export interface PollWindow {
  /** ISO 8601 UTC. */
  readonly startsAt: string;
  readonly requests: number;
}

/** What a platform allows. */
export interface RequestBudget {
  readonly requests: number;
  readonly perSeconds: number;
}

/** Why an account can't be polled; somebody must see to it. */
export interface PollFailure {
  /** A stable code. */
  readonly reason: string;
  readonly platformCode?: string | undefined;
  /** When it failed first, and last, ISO 8601 UTC. */
  readonly since: string;
  readonly at: string;
}

export interface PollState {
  readonly account: string;
  /** Grows with every write, so that of two polls at once only one moves the cursor. */
  readonly revision: number;
  /** Where the last page ended, in the platform's words. */
  readonly cursor?: Readonly<Record<string, string>> | undefined;
  /** When the last poll began, ISO 8601 UTC. */
  readonly startedAt?: string | undefined;
  /** The last poll stopped before the end of what is new. */
  readonly unfinished?: boolean | undefined;
  /** Since when nobody had listened when the unfinished poll began; it is a backfill to its end. */
  readonly backfill?: boolean | undefined;
  /** When a poll last saw everything that was new, ISO 8601 UTC. */
  readonly completeAt?: string | undefined;
  /** Not asked before, ISO 8601 UTC: the platform said so, or the budget is used. */
  readonly notBefore?: string | undefined;
  /** Absent while all is well. */
  readonly failure?: PollFailure | undefined;
  readonly window?: PollWindow | undefined;
}

/** The states of all accounts' polls. */
export interface PollStates {
  /** Strongly consistent. */
  get(account: string): Promise<PollState | undefined>;
  /** Those there are of these accounts, in no order. Strongly consistent. */
  getAll(accounts: readonly string[]): Promise<PollState[]>;
  /** Writes the next state if nobody wrote since `seen` was read; false when somebody did. */
  put(next: PollState, seen: PollState | undefined): Promise<boolean>;
}

/** Schedules fire some seconds early or late. */
const SLACK_MS = 10_000;

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
const between = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

/** The state of an account that was never polled. */
export const unpolled = (account: string): PollState => ({ account, revision: 0 });

/** Whether an account is to be asked at `now`. */
export function isDue({ startedAt, unfinished, notBefore }: PollState, everySeconds: number, now: string): boolean {
  if (notBefore !== undefined && notBefore > now) return false;
  return !startedAt || unfinished === true || between(startedAt, now) >= everySeconds * 1000 - SLACK_MS;
}

/** A poll begins. It is a backfill when nobody has listened for longer than a poll or two take, and to its end. */
export function begun(state: PollState, everySeconds: number, now: string): PollState {
  const { completeAt, unfinished, backfill } = state;
  const longest = Math.max(MISSED_AFTER_MS, 2 * everySeconds * 1000);
  const isGap = completeAt === undefined || between(completeAt, now) > longest;
  return { ...state, startedAt: now, notBefore: undefined, backfill: (unfinished && backfill) || isGap };
}

/** The state with one more request, or undefined where the budget of the window is used. */
export function asking(state: PollState, budget: RequestBudget, now: string): PollState | undefined {
  const { window } = state;
  if (!window || windowEnd(window, budget) <= now) return { ...state, window: { startsAt: now, requests: 1 } };
  if (window.requests >= budget.requests) return undefined;
  return { ...state, window: { ...window, requests: window.requests + 1 } };
}

/** When the window ends. */
export const windowEnd = ({ startsAt }: PollWindow, { perSeconds }: RequestBudget): string =>
  later(startsAt, perSeconds * 1000);

/** A page was taken over, whole. */
export function paged(state: PollState, page: Pick<PollState, 'cursor'> & { more: boolean }, now: string): PollState {
  const { cursor, more } = page;
  const taken = { ...state, cursor, failure: undefined };
  return more
    ? { ...taken, unfinished: true }
    : { ...taken, unfinished: undefined, backfill: undefined, completeAt: now };
}

/** Not asked again for a while; `unfinished` polls go on then. */
export function resting(state: PollState, seconds: number, now: string): PollState {
  return { ...state, notBefore: later(now, seconds * 1000) };
}

/** The account can't be polled. The first time it failed for this reason is kept. */
export function failing(state: PollState, why: Pick<PollFailure, 'reason' | 'platformCode'>, now: string): PollState {
  const known = state.failure?.reason === why.reason ? state.failure.since : undefined;
  return { ...state, failure: { ...why, since: known ?? now, at: now } };
}
