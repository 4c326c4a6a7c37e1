/** How far an estimate may be off, at 95 %. No distribution of waiting times is assumed. */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

const Z = 1.959963984540054;
const TAIL = 0.025;

/**
 * Wilson's interval of a rate: it stays within 0 and 1 and is right where few or nearly all succeed.
 * @param n at least 1.
 */
export function wilson(successes: number, n: number): Interval {
  const rate = successes / n;
  const spread = Z * Math.sqrt((rate * (1 - rate)) / n + (Z * Z) / (4 * n * n));
  const centre = rate + (Z * Z) / (2 * n);
  const scale = 1 + (Z * Z) / n;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}

/** The largest k for which fewer than k of n fair coins fall on heads with a chance of at most `TAIL`; 0 when none. */
function lowerRank(n: number): number {
  // In logarithms: the chance of no heads at all is too small to be a number from about a thousand coins on.
  let logChance = -n * Math.LN2;
  let sum = 0;
  for (let heads = 0; heads < n; heads++) {
    sum += Math.exp(logChance);
    if (sum > TAIL) return heads;
    logChance += Math.log((n - heads) / (heads + 1));
  }
  return 0;
}

/**
 * The interval of a median by order statistics: between the k-th value from below and the k-th from above, whatever the
 * distribution. Undefined below six values, which say too little.
 * @param values in ascending order; what has not come to an end may stand for infinity.
 */
export function medianInterval(values: readonly number[]): Interval | undefined {
  const rank = lowerRank(values.length);
  const low = values[rank - 1];
  const high = values[values.length - rank];
  return rank === 0 || low === undefined || high === undefined ? undefined : { low, high };
}
