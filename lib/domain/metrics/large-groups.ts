import { type Group, groupsOf } from '#domain/metrics/groups.ts';
import type { MetricsRow } from '#domain/metrics/row.ts';

/** Groups that are large enough to say something, and too large to point at anybody. */

/** The least number of rows of which anything is told. */
export const LEAST_ROWS = 20;

export interface LargeGroup {
  /** What was put together: one key, or several when each alone was too small. */
  readonly of: readonly string[];
  readonly rows: readonly MetricsRow[];
}

export interface LargeGroups {
  readonly groups: readonly LargeGroup[];
  /** Rows that are in no group, because even together they are too few. */
  readonly leftOut: number;
}

const NOT_TOLD = 'not told';
const isLarge = ({ rows }: LargeGroup): boolean => rows.length >= LEAST_ROWS;
const united = (a: LargeGroup, b: LargeGroup): LargeGroup => ({ of: [...a.of, ...b.of], rows: [...a.rows, ...b.rows] });
const NOBODY: LargeGroup = { of: [], rows: [] };

/** Puts neighbours together until each group is large; what is left at the end joins the last one. */
function uniteNeighbours(groups: readonly LargeGroup[]): LargeGroup[] {
  const large: LargeGroup[] = [];
  let small = NOBODY;
  for (const group of groups) {
    small = united(small, group);
    if (!isLarge(small)) continue;
    large.push(small);
    small = NOBODY;
  }
  const last = large.at(-1);
  if (!last || small.rows.length === 0) return last ? large : [small];
  return [...large.slice(0, -1), united(last, small)];
}

/** Puts all small groups together. */
function uniteSmall(groups: readonly LargeGroup[]): LargeGroup[] {
  return [...groups.filter(isLarge), groups.filter((group) => !isLarge(group)).reduce(united, NOBODY)];
}

const named = ({ key, rows }: Group<MetricsRow>): LargeGroup => ({ of: [key ?? NOT_TOLD], rows });

/**
 * Groups of at least `LEAST_ROWS` rows. Small ones are put together: with their neighbours where the keys have an order,
 * and else all of them.
 * @param order the keys in their order, where they have one.
 */
export function largeGroupsOf(
  rows: readonly MetricsRow[],
  keyOf: (row: MetricsRow) => string | undefined,
  order?: readonly string[],
): LargeGroups {
  const all = groupsOf(rows, keyOf);
  const told = all.filter(({ key }) => key !== undefined).map(named);
  const untold = all.filter(({ key }) => key === undefined).map(named);
  const place = ({ of: [key = ''] }: LargeGroup): number => order?.indexOf(key) ?? 0;
  const united = order ? uniteNeighbours(told.toSorted((a, b) => place(a) - place(b))) : uniteSmall(told);
  const groups = [...united, ...untold].filter(isLarge);
  return { groups, leftOut: rows.length - groups.reduce((sum, group) => sum + group.rows.length, 0) };
}
