import type { Fate, MetricsRow } from '#domain/metrics/row.ts';
import { type Spread, spreadOf } from '#domain/metrics/spread.ts';

/** The figures of rows of one clock; docs/metrics.md says each in words. */

export interface Figures {
  /** The rows that count: all but those left out and automation's. */
  readonly n: number;
  readonly done: number;
  readonly ended: number;
  readonly waiting: number;
  /** How long what is done has taken. */
  readonly calendarMinutes?: Spread | undefined;
  readonly businessMinutes?: Spread | undefined;
  /** Rows of which it is known whether the promise was kept, and how many it was. */
  readonly promised: number;
  readonly met: number;
  readonly shareMet?: number | undefined;
  /** Of questions. */
  readonly responseRate?: number | undefined;
  /** Of resolutions: how many episodes were followed by another. */
  readonly reopened: number;
  readonly reopenRate?: number | undefined;
  /** Of resolutions: the customers' messages. */
  readonly messages: number;
  /** How long what still waits has waited, in calendar minutes. */
  readonly backlogAge?: Spread | undefined;
  /** Rows that automation has done: in no other figure. */
  readonly automation: number;
  readonly leftOut: Readonly<Record<'withdrawn' | 'spam' | 'merged', number>>;
}

const MINUTE_MS = 60_000;
const isResponse = ({ clock }: MetricsRow): boolean => clock === 'firstResponse' || clock === 'nextResponse';
const isResolution = ({ clock }: MetricsRow): boolean => clock === 'resolution';
const isLeftOut = ({ fate }: MetricsRow): boolean => fate === 'withdrawn' || fate === 'spam' || fate === 'merged';

const share = (part: number, of: number): number | undefined => (of === 0 ? undefined : part / of);
const count = (rows: readonly MetricsRow[], holds: (row: MetricsRow) => boolean): number => rows.filter(holds).length;

/** Whether a row counts in people's figures. */
export const counts = (row: MetricsRow): boolean => !isLeftOut(row) && row.by !== 'automation';

/** A question of which the end is known: answered, over unanswered, or broken by now. */
export const isDecided = ({ fate, met }: MetricsRow): boolean =>
  fate === 'done' || fate === 'ended' || (fate === 'waiting' && met === false);

function timesOf(rows: readonly MetricsRow[], at: string) {
  const done = rows.filter(({ fate }) => fate === 'done');
  const waiting = rows.filter(({ fate, startedAt }) => fate === 'waiting' && startedAt <= at);
  const age = ({ startedAt }: MetricsRow): number => (Date.parse(at) - Date.parse(startedAt)) / MINUTE_MS;
  return {
    calendarMinutes: spreadOf(done.flatMap(({ calendarMinutes }) => calendarMinutes ?? [])),
    businessMinutes: spreadOf(done.flatMap(({ businessMinutes }) => businessMinutes ?? [])),
    backlogAge: spreadOf(waiting.map(age)),
  };
}

function ratesOf(rows: readonly MetricsRow[]) {
  const promised = count(rows, ({ met }) => met !== undefined);
  const met = count(rows, (row) => row.met === true);
  const questions = rows.filter((row) => isResponse(row) && isDecided(row));
  const resolved = rows.filter((row) => isResolution(row) && row.fate === 'done');
  const reopened = count(resolved, (row) => row.reopened === true);
  return {
    promised,
    met,
    shareMet: share(met, promised),
    responseRate: share(
      count(questions, ({ fate }) => fate === 'done'),
      questions.length,
    ),
    reopened,
    reopenRate: share(reopened, resolved.length),
  };
}

/**
 * The figures of some rows.
 * @param at the instant for which the age of what still waits is told.
 */
export function figuresOf(all: readonly MetricsRow[], at: string): Figures {
  const rows = all.filter(counts);
  const fates = (fate: Fate, of: readonly MetricsRow[] = rows): number => count(of, (row) => row.fate === fate);
  return {
    n: rows.length,
    done: fates('done'),
    ended: fates('ended'),
    waiting: fates('waiting'),
    ...timesOf(rows, at),
    ...ratesOf(rows),
    messages: rows.reduce((sum, row) => sum + (isResolution(row) ? (row.messages ?? 0) : 0), 0),
    automation: count(all, (row) => !isLeftOut(row) && row.by === 'automation'),
    leftOut: { withdrawn: fates('withdrawn', all), spam: fates('spam', all), merged: fates('merged', all) },
  };
}
