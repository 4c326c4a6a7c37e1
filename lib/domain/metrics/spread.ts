/** How values are spread: percentiles beside the mean, since a few long waits make a mean that nobody has lived through. */

/** Minutes, in ascending order. */
type Sorted = readonly number[];

export interface Spread {
  readonly n: number;
  readonly mean: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
}

/** In ascending order. */
export const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

/**
 * The nearest rank: the least value that at least `percent` of all are not above. It is one that has occurred.
 * @param percent above 0, at most 100.
 */
export function percentile(values: Sorted, percent: number): number | undefined {
  return values[Math.max(0, Math.ceil((percent * values.length) / 100) - 1)];
}

/** To a hundredth. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The sum over the number; undefined of nothing. */
export function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How these are spread; undefined of nothing. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const mean = meanOf(values);
  if (mean === undefined) return undefined;
  const inOrder = sorted(values);
  const at = (percent: number): number => percentile(inOrder, percent) ?? mean;
  return { n: values.length, mean: rounded(mean), p50: at(50), p75: at(75), p90: at(90), p95: at(95) };
}
