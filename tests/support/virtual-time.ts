/** Time that passes only when everybody waits: a test of hours takes as long as its work. */

export interface VirtualTime {
  /** The present instant, ISO 8601 UTC. */
  readonly clock: () => string;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Sees work through; time jumps to whoever wants to wake next. @throws when the work waits for nothing that time brings. */
  readonly run: <T>(work: Promise<T>) => Promise<T>;
  readonly advance: (ms: number) => void;
}

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

const everythingElse = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function virtualTime(start: string): VirtualTime {
  let nowMs = Date.parse(start);
  let sleepers: Sleeper[] = [];

  function wakeNext(): void {
    const nextMs = Math.min(...sleepers.map(({ atMs }) => atMs));
    if (nextMs === Number.POSITIVE_INFINITY) throw new Error('Nobody sleeps, and the work is not done.');
    nowMs = Math.max(nowMs, nextMs);
    const due = sleepers.filter(({ atMs }) => atMs <= nowMs);
    sleepers = sleepers.filter(({ atMs }) => atMs > nowMs);
    for (const { wake } of due) wake();
  }

  return {
    clock: () => new Date(nowMs).toISOString(),
    nowMs: () => nowMs,
    sleep: (ms) => new Promise((wake) => sleepers.push({ atMs: nowMs + ms, wake })),
    advance: (ms) => {
      nowMs += ms;
    },
    run: async (work) => {
      let isDone = false;
      const ended = work.finally(() => {
        isDone = true;
      });
      ended.catch(() => {});
      for (await everythingElse(); !isDone; await everythingElse()) wakeNext();
      return ended;
    },
  };
}
