/** How far two labellers agree, beyond what chance would bring about. */

/** What the first labeller said of a message, and what the second said. */
export type Pair<L extends string = string> = readonly [first: L, second: L];

/** How far apart two labels lie, by their places in the list of labels: 0 is the same. */
export type Distance = (first: number, second: number) => number;

/** Any two labels are equally far apart. */
export const nominal: Distance = (first, second) => (first === second ? 0 : 1);

/** Labels in an order: a step of two counts four times a step of one (Cohen 1968). */
export const quadratic: Distance = (first, second) => (first - second) ** 2;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/**
 * Cohen's kappa (1960; with `quadratic`, the weighted one of 1968): 1 is full agreement, 0 what chance brings about,
 * below 0 less than that.
 * @returns undefined where chance alone would make them agree: no message, or one label for all.
 */
export function kappaOf<L extends string>(
  pairs: readonly Pair<L>[],
  labels: readonly L[],
  distance: Distance = nominal,
): number | undefined {
  const shares = (side: 0 | 1) =>
    labels.map((label) => pairs.filter((pair) => pair[side] === label).length / pairs.length);
  const seconds = shares(1);
  const byChance = sum(
    shares(0).map((first, at) => sum(seconds.map((second, other) => first * second * distance(at, other)))),
  );
  const seen = sum(pairs.map(([first, second]) => distance(labels.indexOf(first), labels.indexOf(second))));
  return pairs.length === 0 || byChance === 0 ? undefined : 1 - seen / pairs.length / byChance;
}

/** The quantile of the normal distribution that leaves 2.5 % above it. */
const Z = 1.96;

/** Between what bounds a share lies with a confidence of 95 %, seen `part` times in `whole` (Wilson 1927). */
export function wilson(part: number, whole: number): readonly [low: number, high: number] {
  if (whole === 0) return [0, 1];
  const share = part / whole;
  const middle = share + Z ** 2 / (2 * whole);
  const half = Z * Math.sqrt((share * (1 - share)) / whole + (Z / (2 * whole)) ** 2);
  const scale = 1 + Z ** 2 / whole;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}
