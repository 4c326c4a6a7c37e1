import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 5;
const LONGEST_MS = 250;

/** Waits before the n-th try (n from 1): full jitter under a doubling ceiling of a quarter of a second. */
export async function jitteredBackOff(attempt: number): Promise<void> {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  await sleep(Math.random() * ceiling);
}
