import type { MetricsRow } from '#domain/metrics/row.ts';
import type { MetricsRows } from '#domain/metrics/rows-port.ts';

/** The days of a period, and what they hold. */

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days read at once. */
const AT_ONCE = 8;

export interface Period {
  readonly from: string;
  /** The last day, included. */
  readonly to: string;
}

/** Every day of it, in order. */
export function daysOf({ from, to }: Period): string[] {
  const first = Date.parse(from);
  const days = Math.round((Date.parse(to) - first) / DAY_MS) + 1;
  return Array.from({ length: days }, (_, day) => new Date(first + day * DAY_MS).toISOString().slice(0, 10));
}

/** The end of its last day. */
export const endOf = ({ to }: Period): string => new Date(Date.parse(to) + DAY_MS).toISOString();

/** The rows of a period that are wanted. */
export async function rowsOf(
  metricsRows: MetricsRows,
  period: Period,
  isWanted: (row: MetricsRow) => boolean,
): Promise<MetricsRow[]> {
  const days = daysOf(period);
  const rows: MetricsRow[] = [];
  for (let start = 0; start < days.length; start += AT_ONCE) {
    const some = await Promise.all(days.slice(start, start + AT_ONCE).map((day) => metricsRows.ofDay(day)));
    for (const each of some) rows.push(...each.filter(isWanted));
  }
  return rows;
}
