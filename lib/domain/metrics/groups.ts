import { dayOf, type MetricsRow } from '#domain/metrics/row.ts';

/** By what figures are told apart. */
export const DIMENSIONS = ['priority', 'channel', 'team', 'agent', 'platform', 'day'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Rows that have one thing in common; `key` is absent for those that say nothing of it. */
export interface Group<Row> {
  readonly key?: string | undefined;
  readonly rows: readonly Row[];
}

const ascending = (a: Pick<Group<unknown>, 'key'>, b: Pick<Group<unknown>, 'key'>): number => {
  if (a.key === undefined || b.key === undefined) return a.key === b.key ? 0 : a.key === undefined ? 1 : -1;
  return a.key < b.key ? -1 : 1;
};

/** Every row in exactly one group, the groups by their keys, those without one last. */
export function groupsOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string | undefined): Group<Row>[] {
  const groups = new Map<string | undefined, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([key, members]) => ({ key, rows: members })).sort(ascending);
}

/** What rows must say to be told apart. */
type Grouped = Pick<MetricsRow, Exclude<Dimension, 'day'> | 'startedAt'>;

/** Rows by a dimension. */
export function groupedBy<Row extends Grouped>(rows: readonly Row[], by: Dimension): Group<Row>[] {
  return groupsOf(rows, (row) => (by === 'day' ? dayOf(row) : row[by]));
}
