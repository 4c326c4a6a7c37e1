import type { Result } from './row.ts';

/** The figures as people read them. */

const line = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join('  ')
    .trimEnd();

function cellsOf({ name, value, unit, ratio, against, budget, bounds, ok }: Result): string[] {
  const limit = bounds === 'value' ? `${budget} ${unit}` : `${budget} x`;
  return [name, `${value} ${unit}`, `${ratio} x`, `at most ${limit}`, ok ? 'ok' : 'OVER', against];
}

/** A table of the results. */
export function report(results: readonly Result[]): string {
  const rows = [['what', 'value', 'ratio', 'budget', '', 'ratio to'], ...results.map(cellsOf)];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => line(row, widths)).join('\n');
}
