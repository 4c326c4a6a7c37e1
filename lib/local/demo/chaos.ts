import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalStack } from '#local/local-stack.ts';
import type { Random } from '#local/random.ts';

/** Faults while the day runs: killed environments, throttling, conflicts, lost answers, stale indexes, rejected entries. */

const SHORTEST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 6000;

export interface Chaos {
  readonly kills: () => number;
  /** Ends the trouble; what was broken is left to heal. */
  readonly stop: () => Promise<void>;
}

/** Switches every fault on and kills environments at random moments. */
export async function startChaos(stack: LocalStack, random: Random): Promise<Chaos> {
  await stack.faults.set({
    dynamodb: { throttle: 0.01, conflict: 0.05, lostAnswer: 0.02, staleIndexMs: 1500, staleIndexShare: 0.3 },
    sqs: { rejectEntry: 0.05, lostAnswer: 0.01 },
    bus: { rejectEntry: 0.05 },
  });
  const ending = new AbortController();
  let kills = 0;
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await sleep(SHORTEST_PAUSE_MS + random() * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS));
      if (!ending.signal.aborted && stack.kill()) kills += 1;
    }
  };
  const running = run();
  return {
    kills: () => kills,
    stop: async () => {
      ending.abort();
      await running;
      stack.faults.clear();
    },
  };
}
