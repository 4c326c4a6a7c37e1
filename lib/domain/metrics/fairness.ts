import { counts, isDecided } from '#domain/metrics/figures.ts';
import { type Interval, medianInterval, wilson } from '#domain/metrics/interval.ts';
import { type LargeGroup, largeGroupsOf } from '#domain/metrics/large-groups.ts';
import { type ReachEffect, reachEffect, type Thresholds } from '#domain/metrics/reach-effect.ts';
import { FOLLOWER_BANDS, type MetricsRow } from '#domain/metrics/row.ts';
import { percentile, sorted } from '#domain/metrics/spread.ts';
import { PRIORITIES } from '#domain/sla.ts';

/** Who is answered and how soon, by what should not matter and by what should; docs/fairness.md says how to read it. */

/** By what customers are told apart, and the order of the keys where they have one. */
const COMPARED = {
  followers: FOLLOWER_BANDS,
  language: undefined,
  platform: undefined,
  priority: PRIORITIES,
} as const satisfies Record<string, readonly string[] | undefined>;
type Compared = keyof typeof COMPARED;

/** A median; without `value` fewer than half were answered, and without an end the interval is open there. */
export interface Median {
  readonly value?: number | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

export interface Treatment {
  readonly of: readonly string[];
  readonly n: number;
  readonly answered: number;
  readonly responseRate: number;
  readonly rateInterval: Interval;
  readonly calendarMinutes: Median;
  readonly businessMinutes: Median;
}

export interface Comparison {
  readonly groups: readonly Treatment[];
  readonly leftOut: number;
}

export interface Fairness {
  /** The questions compared: those of which the end is known. */
  readonly n: number;
  /** Questions that nobody has answered and whose time is not up. */
  readonly open: number;
  readonly by: Readonly<Record<Compared, Comparison>>;
  readonly reach: ReachEffect;
}

const finite = (value: number | undefined): number | undefined => (Number.isFinite(value) ? value : undefined);

/** Of all waits, those without an answer being longer than any. */
function medianOf(rows: readonly MetricsRow[], of: 'calendarMinutes' | 'businessMinutes'): Median {
  const waits = sorted(rows.map((row) => (row.fate === 'done' ? (row[of] ?? 0) : Number.POSITIVE_INFINITY)));
  const interval = medianInterval(waits);
  return { value: finite(percentile(waits, 50)), low: finite(interval?.low), high: finite(interval?.high) };
}

function treatmentOf({ of, rows }: LargeGroup): Treatment {
  const answered = rows.filter(({ fate }) => fate === 'done').length;
  return {
    of,
    n: rows.length,
    answered,
    responseRate: answered / rows.length,
    rateInterval: wilson(answered, rows.length),
    calendarMinutes: medianOf(rows, 'calendarMinutes'),
    businessMinutes: medianOf(rows, 'businessMinutes'),
  };
}

function comparisonOf(rows: readonly MetricsRow[], compared: Compared): Comparison {
  const { groups, leftOut } = largeGroupsOf(rows, (row) => row[compared], COMPARED[compared]);
  return { groups: groups.map(treatmentOf), leftOut };
}

/**
 * The report on some rows; first responses by people are compared.
 * @param thresholds the scores from which a priority is given.
 */
export function fairnessOf(all: readonly MetricsRow[], thresholds: Thresholds): Fairness {
  const questions = all.filter((row) => row.clock === 'firstResponse' && counts(row));
  const rows = questions.filter(isDecided);
  const compare = (compared: Compared): Comparison => comparisonOf(rows, compared);
  const [followers, language, platform, priority] = [
    compare('followers'),
    compare('language'),
    compare('platform'),
    compare('priority'),
  ];
  return {
    n: rows.length,
    open: questions.length - rows.length,
    by: { followers, language, platform, priority },
    reach: reachEffect(rows, thresholds),
  };
}
