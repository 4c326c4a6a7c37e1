/** When an account may write next: slots that are given one by one, so that nobody has to try twice. */

/** A platform's limit for one account. */
export interface PaceLimit {
  readonly requests: number;
  readonly perSeconds: number;
  /** The share that may be used in one go: small where a span is short, large where it is a working day. @default 0.05 */
  readonly atOnce?: number;
}

/** What is known of an account's pace. Epoch milliseconds. */
export interface PaceState {
  /** When the account would be idle if every slot that was given were used at its time. */
  readonly nextMs: number;
  /** Until when the platform wants silence. */
  readonly restsUntilMs: number;
}

export const AT_REST: PaceState = { nextMs: 0, restsUntilMs: 0 };

/** Shares of a limit: what may be used at once, and what is left unused, for queues deliver a little late and then together. */
const AT_ONCE = 0.05;
const LEFT_OVER = 0.05;

/** A slot that was not used in time is gone: what was held up for long would come all at once. */
const SLOT_LIVES_MS = 30_000;

/**
 * Gives the next slot of an account: a bucket of tokens, told by the time at which it is full again (GCRA). In any span of
 * `perSeconds` no more than `requests` slots are given. Without a limit only the platform's rest counts.
 */
export function nextSlot(
  { nextMs, restsUntilMs }: PaceState,
  limit: PaceLimit | undefined,
  nowMs: number,
): { readonly atMs: number; readonly state: PaceState } {
  const fromMs = Math.max(nowMs, restsUntilMs);
  if (!limit) return { atMs: fromMs, state: { nextMs, restsUntilMs } };
  const atOnce = Math.max(1, Math.floor(limit.requests * (limit.atOnce ?? AT_ONCE)));
  const usable = Math.max(1, Math.floor(limit.requests * (1 - LEFT_OVER)));
  const spacingMs = (limit.perSeconds * 1000) / Math.max(1, usable - atOnce + 1);
  const emptyMs = Math.max(nextMs, fromMs);
  const atMs = Math.ceil(Math.max(fromMs, emptyMs - (atOnce - 1) * spacingMs));
  return { atMs, state: { nextMs: emptyMs + spacingMs, restsUntilMs } };
}

/** Whether a slot that was given is still good. */
export function isSlotGood(slotMs: number, { restsUntilMs }: PaceState, nowMs: number): boolean {
  return slotMs <= nowMs && nowMs - slotMs <= SLOT_LIVES_MS && restsUntilMs <= nowMs;
}

/** A limit of its own beside the account's, for some of what it writes. */
export interface NamedPace extends PaceLimit {
  readonly name: string;
}

/** Whose slots they are: an account's, or those of one of its paces. */
export interface Paced {
  readonly account: string;
  /** Absent for what has no pace of its own. */
  readonly name?: string | undefined;
}

/** Slots of accounts, shared by everybody who writes for them. Instants are ISO 8601 UTC. */
export interface Pacing {
  /**
   * The next slot, taken; at `now` when there is room. With `held`, a slot that was taken before: it stays the one where
   * it is still good.
   */
  take(paced: Paced, asked: { limit: PaceLimit | undefined; now: string; held?: string | undefined }): Promise<string>;
  /** Nobody writes at this pace before. */
  rest(paced: Paced, until: string): Promise<void>;
}
