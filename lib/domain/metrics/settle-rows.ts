import { dayOf, type MetricsRow, rowName } from '#domain/metrics/row.ts';

/** What is to be written when a ticket's rows were derived anew, beside those that are kept. */

/** A row as it is kept: under a day, and `gone` when the history no longer tells it, or tells it of another day. */
export interface KeptRow {
  readonly day: string;
  readonly row: MetricsRow;
  readonly gone?: boolean | undefined;
}

const placeOf = (day: string, row: MetricsRow): string => `${day}#${rowName(row)}`;
const isOver = ({ doneAt, endedAt }: MetricsRow): boolean => doneAt !== undefined || endedAt !== undefined;

/** Whether both tell the same course of events, and neither knows of a correction that the other does not. */
const tellsAlike = (a: MetricsRow, b: MetricsRow): boolean =>
  a.startedAt === b.startedAt && a.doneAt === b.doneAt && a.endedAt === b.endedAt && a.correctedAt === b.correctedAt;

/**
 * What was promised of a wait that is over stays as it was told: another policy or calendar concerns what comes later,
 * unless the history corrects what was told of it.
 * The points are those of the first writing: later ones say nothing of how long the customer was made to wait.
 */
function settled(derived: MetricsRow, kept: MetricsRow | undefined): MetricsRow {
  if (!kept) return derived;
  const points = kept.points ?? derived.points;
  if (!isOver(kept) || !tellsAlike(kept, derived)) return { ...derived, points };
  const { dueAt, met, targetMinutes, businessMinutes, calendarMinutes, policyVersion } = kept;
  return { ...derived, points, dueAt, met, targetMinutes, businessMinutes, calendarMinutes, policyVersion };
}

const isSame = (a: MetricsRow, b: MetricsRow): boolean => canonical(a) === canonical(b);
/** As the table gives it back: without undefined values, whatever the order. */
const canonical = (row: MetricsRow): string =>
  JSON.stringify(
    Object.entries(row)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/**
 * The rows to write, none when nothing has changed: those that are new or other than before, and those that are gone.
 * @param kept everything that was ever written of the ticket.
 */
export function rowChanges(derived: readonly MetricsRow[], kept: readonly KeptRow[]): KeptRow[] {
  const before = new Map(kept.map((each) => [placeOf(each.day, each.row), each]));
  const byName = new Map(kept.filter(({ gone }) => !gone).map(({ row }) => [rowName(row), row]));
  const after = derived.map((row) => ({ day: dayOf(row), row: settled(row, byName.get(rowName(row))) }));
  const stands = new Set(after.map(({ day, row }) => placeOf(day, row)));
  const gone = kept.filter((each) => !each.gone && !stands.has(placeOf(each.day, each.row)));
  const written = after.filter(({ day, row }) => {
    const known = before.get(placeOf(day, row));
    return !known || known.gone || !isSame(known.row, row);
  });
  return [...written, ...gone.map((each) => ({ ...each, gone: true }))];
}
