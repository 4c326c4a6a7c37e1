/** Timing that bears a busy machine: processor time, rounds in turn with the rival, medians. */

/** Work to be timed; `times` is how often to do it. */
export type Work = (times: number) => Promise<void> | void;

export interface Compared {
  /** Microseconds of processor time for one. */
  readonly ours: number;
  readonly floor: number;
  /** The median of the rounds' ratios. */
  readonly ratio: number;
}

const ROUNDS = 15;
/** Long enough for the clock of processor time, short enough for the rival to run on the same machine. */
const ROUND_US = 40_000;

/** The middle of the values; zero when there are none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Microseconds of processor time, the process's own threads included: what a Lambda is slowed by. */
async function cpuOf(work: Work, times: number): Promise<number> {
  const before = process.cpuUsage();
  await work(times);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

/** How often the work fits a round. The first call is cold and says nothing; the rest warm it up. */
async function timesOf(work: Work): Promise<number> {
  let times = 1;
  await work(times);
  while (times < 1_000_000 && (await cpuOf(work, times)) * times < ROUND_US) times *= 2;
  await cpuOf(work, times * 2);
  return times;
}

/** Compares work with its floor, round by round. */
export async function compare(work: { readonly ours: Work; readonly floor: Work }): Promise<Compared> {
  const times = { ours: await timesOf(work.ours), floor: await timesOf(work.floor) };
  const rounds: { ours: number; floor: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const floor = await cpuOf(work.floor, times.floor);
    rounds.push({ floor, ours: await cpuOf(work.ours, times.ours) });
  }
  return {
    ours: median(rounds.map(({ ours }) => ours)),
    floor: median(rounds.map(({ floor }) => floor)),
    ratio: median(rounds.map(({ ours, floor }) => ours / floor)),
  };
}
