import type { Hours } from '#domain/calendar/hours.ts';
import type { Target } from '#domain/policy/policy.ts';
import { restsForAnHour, restsForeverFrom, worksAt } from './shifts.ts';
import { MINUTE_MS, type Minute } from './wall-time.ts';

/** Counting: minute after minute, from a clock's start until all is known of it. */

/** What to count. */
export interface Task {
  readonly start: Minute;
  /** When the clock was over, or the present minute. */
  readonly until: Minute;
  readonly isOver: boolean;
  readonly target: Pick<Target, 'minutes' | 'warn'>;
  readonly hours: Hours;
  /** Whether the clock stands still in a minute of its life. */
  readonly standsStill: (minute: Minute) => boolean;
}

export interface Counted {
  /** The first minute at which the target is on the clock. */
  readonly dueAt?: Minute | undefined;
  /** When each warning point is on the clock, in milliseconds since 1970; undefined where that is not to come. */
  readonly pointsAtMs: readonly (number | undefined)[];
  /** Minutes on the clock when it was over, or now. */
  readonly elapsed: number;
}

/** Nine years: a target that takes longer is a mistake of the case. */
const PATIENCE_MINUTES = 9 * 366 * 24 * 60;

interface Tick {
  readonly minute: Minute;
  readonly isCounted: boolean;
}

/** Minute after minute, until nothing will be counted any more. What the ticket's status is now, it stays; a clock that is over stands still no more. */
function* ticksOf({ start, until, isOver, hours, standsStill }: Task): Generator<Tick> {
  if (until < start) throw new Error('A clock is over before it starts.');
  const restsFrom = restsForeverFrom(hours);
  const staysStill = !isOver && standsStill(until);
  for (let minute = start; minute < start + PATIENCE_MINUTES; minute += 1) {
    const isPast = minute < until;
    const isStill = isPast ? standsStill(minute) : staysStill;
    const isCounted = !isStill && worksAt(hours, minute);
    yield { minute, isCounted };
    if (!isPast && (isStill || minute >= restsFrom)) return;
    // The hour must not reach over `until`: it is asked for.
    if (!isCounted && (!isPast || minute + 60 < until) && restsForAnHour(hours, minute)) minute += 59;
  }
  throw new Error('The target was not reached in nine years.');
}

/** What each warning point is, in milliseconds on the clock. */
function pointsOf({ minutes, warn }: Task['target']): number[] {
  const ofMinutes = (percent: number) => (minutes * MINUTE_MS * percent) / 100;
  return warn.map((point) =>
    'percent' in point ? ofMinutes(point.percent) : Math.max(0, minutes - point.minutesBefore) * MINUTE_MS,
  );
}

/** Counts a clock. */
export function count(task: Task): Counted {
  const points = pointsOf(task.target);
  const pointsAtMs = points.map((point) => (point === 0 ? task.start * MINUTE_MS : undefined));
  let onClock = 0;
  let elapsed: number | undefined;
  let dueAt: Minute | undefined;
  for (const { minute, isCounted } of ticksOf(task)) {
    if (minute === task.until) elapsed = onClock;
    if (onClock === task.target.minutes) dueAt ??= minute;
    if (elapsed !== undefined && dueAt !== undefined) break;
    if (!isCounted) continue;
    points.forEach((point, index) => {
      const ahead = point - onClock * MINUTE_MS;
      if (ahead > 0 && ahead <= MINUTE_MS) pointsAtMs[index] = minute * MINUTE_MS + ahead;
    });
    onClock += 1;
  }
  return { dueAt, pointsAtMs, elapsed: elapsed ?? onClock };
}

/** Minutes on the clock when the platform's door shuts, the present status lasting. */
function onClockAt(doorShutsAt: Minute, { start, until, isOver, standsStill, hours }: Task): number {
  const staysStill = !isOver && standsStill(until);
  let onClock = 0;
  for (let minute = start; minute < doorShutsAt; minute += 1) {
    const isStill = minute < until ? standsStill(minute) : staysStill;
    if (!isStill && worksAt(hours, minute)) onClock += 1;
  }
  return onClock;
}

/** Whether the clock stands still now and has since before the door shut. */
function standsStillAt(doorShutsAt: Minute, { until, isOver, standsStill }: Task): boolean {
  if (isOver || !standsStill(until)) return false;
  let since = until;
  while (standsStill(since - 1)) since -= 1;
  return doorShutsAt > since;
}

/** Counted until the platform's door shuts, where that is before the target is on the clock. */
export interface CountedToDoor extends Counted {
  /** Minutes on the clock when it is due. */
  readonly allowed: number;
  readonly isDoor: boolean;
}

/** Counts a clock that is due when the door shuts, at the latest; a door that was shut when it began is none. */
export function countToDoor(task: Task, doorShutsAt: Minute): CountedToDoor {
  const counted = count(task);
  const byTarget = { ...counted, allowed: task.target.minutes, isDoor: false };
  const { dueAt = Infinity } = counted;
  if (doorShutsAt >= dueAt || doorShutsAt <= task.start || doorShutsAt === Infinity) return byTarget;
  if (standsStillAt(doorShutsAt, task)) return byTarget;
  const allowed = onClockAt(doorShutsAt, task);
  const { pointsAtMs } = count({ ...task, target: { ...task.target, minutes: allowed } });
  return { pointsAtMs, elapsed: counted.elapsed, dueAt: doorShutsAt, allowed, isDoor: true };
}
