import type { MetricName } from '#contracts/metrics.ts';

/** Counts something that a team watches. Never what the ledger is made of: counters may be lost with an environment. */
export type Count = (name: MetricName) => void;

/** Counts nothing, for runs where nobody looks. */
export const UNCOUNTED: Count = () => {};
