import type { Hours } from '#domain/calendar/hours.ts';
import { addWorkingMs, workingMsBetween } from '#domain/calendar/working-time.ts';

/** The course of one clock: where it runs, where it stands still, and when it reaches what. Epoch milliseconds. */
export interface Course {
  readonly hours: Hours;
  readonly startedAt: number;
  /** When the clock was done or ended; it does not run on from there. */
  readonly overAt?: number | undefined;
  /** Where it stands still, in order and apart; the last one may be open. */
  readonly pauses: readonly Pause[];
}

export interface Pause {
  readonly from: number;
  /** Absent while it lasts. */
  readonly to?: number | undefined;
}

/** Unites pauses and cuts them to the life of the clock; an open one is cut when the clock is over. */
export function pausesWithin(pauses: readonly Pause[], startedAt: number, overAt: number | undefined): Pause[] {
  const cut = pauses
    .map(({ from, to }): Pause => ({ from: Math.max(from, startedAt), to: leastOf(to, overAt) }))
    .filter(({ from, to }) => to === undefined || to > from)
    .sort((a, b) => a.from - b.from);
  const united: Pause[] = [];
  for (const pause of cut) {
    const last = united.at(-1);
    if (!last || (last.to !== undefined && pause.from > last.to)) united.push(pause);
    else united[united.length - 1] = { from: last.from, to: mostOf(last.to, pause.to) };
  }
  return united;
}

const leastOf = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
/** Of two ends, the open one is the later. */
const mostOf = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : Math.max(a, b);

/** Where the clock runs, working hours or not; the last stretch is open unless a pause lasts. */
export function runsOf({ startedAt, pauses }: Pick<Course, 'startedAt' | 'pauses'>): Pause[] {
  const runs: Pause[] = [];
  let from: number | undefined = startedAt;
  for (const pause of pauses) {
    if (from !== undefined && pause.from > from) runs.push({ from, to: pause.from });
    from = pause.to;
  }
  if (from !== undefined) runs.push({ from });
  return runs;
}

/** Working milliseconds on the clock at an instant. */
export function elapsedMs(course: Course, at: number): number {
  const until = Math.min(at, course.overAt ?? at);
  return runsOf(course).reduce((sum, { from, to = until }) => {
    return sum + workingMsBetween(course.hours, from, Math.min(to, until));
  }, 0);
}

/**
 * The first instant at which so many working milliseconds are on the clock, the present status lasting and, once it is
 * over, as if it had run on.
 * @returns undefined when the clock stands still before, or nobody works for five years.
 */
export function reachedAt(course: Course, ms: number): number | undefined {
  if (ms <= 0) return course.startedAt;
  let left = ms;
  for (const { from, to } of runsOf(course)) {
    const worked = to === undefined ? Number.POSITIVE_INFINITY : workingMsBetween(course.hours, from, to);
    if (worked >= left) return addWorkingMs(course.hours, from, left);
    left -= worked;
  }
  return undefined;
}
