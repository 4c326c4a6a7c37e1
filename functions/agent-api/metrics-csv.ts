import { type MetricsRow, metricsRow } from '#domain/metrics/row.ts';

/** Rows as CSV (RFC 4180): the columns are the fields of a row, those of its points apart. */

const FIELDS = Object.keys(metricsRow.shape).filter((field) => field !== 'points') as (keyof MetricsRow)[];
const HEADER = [...FIELDS, 'score', 'reach'];

/** A cell that a spreadsheet would take for a formula is made text by a leading apostrophe. */
function cellOf(value: unknown): string {
  const text = value === undefined ? '' : String(value);
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const lineOf = (cells: readonly unknown[]): string => `${cells.map(cellOf).join(',')}\r\n`;

/** With the names of the columns in the first line. */
export function csvOf(rows: readonly MetricsRow[]): string {
  const lines = rows.map((row) => [...FIELDS.map((field) => row[field]), row.points?.score, row.points?.reach]);
  return [HEADER, ...lines].map(lineOf).join('');
}
