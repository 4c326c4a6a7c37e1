import { answeringIn } from '#domain/answer.ts';
import type { Entry } from '#domain/entry.ts';
import { hoursFor, type SlaBook } from '#domain/policy/book.ts';
import type { Target } from '#domain/policy/policy.ts';
import { type Subject, targetFor } from '#domain/policy/rules.ts';
import { type Course, elapsedMs, pausesWithin, reachedAt, runsOf } from '#domain/timeline/course.ts';
import { readHistory, type Standing, type TicketFacts } from '#domain/timeline/history.ts';
import { judgedBy } from '#domain/timeline/judged-by.ts';
import { type Allowance, allowanceOf } from '#domain/timeline/last-moment.ts';
import type { ClockState, Stretch, TimelineClock } from '#domain/timeline/timeline-clock.ts';
import { type Wait, waitsOf } from '#domain/timeline/waits.ts';

/** Every clock of a ticket, derived: the same history, policy, calendars and instant give the same clocks for ever. */

/** What clocks are derived from, beside the history. */
export interface ClocksContext extends SlaBook {
  /** What never changes of a ticket; its priority counts where an old history does not say one. */
  readonly ticket: Subject & { readonly account: string };
  readonly now: string;
}

export interface ClocksInput extends ClocksContext {
  /** The whole history, oldest first. */
  readonly entries: readonly Entry[];
}

const MINUTE_MS = 60_000;
const iso = (at: number): string => new Date(at).toISOString();
const stretchOf = ({ from, to }: { from: number; to?: number | undefined }): Stretch =>
  to === undefined ? { from: iso(from) } : { from: iso(from), to: iso(to) };

/** How the ticket stood when a wait was over: what was said of its priority later concerns what came later. */
function standingAt(standings: readonly Standing[], at: string | undefined): Standing | undefined {
  if (at === undefined) return standings.at(-1);
  return standings.findLast((standing) => standing.at <= at) ?? standings[0];
}

function subjectOf({ ticket }: ClocksContext, { standings }: TicketFacts, wait: Wait): Subject & { account: string } {
  const standing = standingAt(standings, wait.doneAt ?? wait.endedAt);
  if (!standing) return ticket;
  const { priority, tier, team } = standing;
  return { ...ticket, priority, tier, team };
}

function courseOf(hours: Course['hours'], wait: Wait, stills: readonly Stretch[]): Course {
  const over = wait.doneAt ?? wait.endedAt;
  const startedAt = Date.parse(wait.startedAt);
  const overAt = over === undefined ? undefined : Date.parse(over);
  const pauses = stills.map(({ from, to }) => ({ from: Date.parse(from), to: to === undefined ? to : Date.parse(to) }));
  return { hours, startedAt, overAt, pauses: pausesWithin(pauses, startedAt, overAt) };
}

/** Points are reckoned from what is allowed: where the platform's door shuts first, people are warned before that. */
function warningsOf(course: Course, { warn }: Target, { dueAt, allowedMs }: Allowance) {
  return warn.flatMap((point, index) => {
    const after = 'percent' in point ? (allowedMs * point.percent) / 100 : allowedMs - point.minutesBefore * MINUTE_MS;
    const at = reachedAt(course, Math.round(after));
    if (at === undefined || (dueAt !== undefined && at >= dueAt)) return [];
    if (course.overAt !== undefined && at >= course.overAt) return [];
    return [{ point: index, at: iso(at) }];
  });
}

function stateOf(wait: Wait, isBreached: boolean, isPaused: boolean): ClockState {
  if (isBreached) return 'breached';
  if (wait.doneAt !== undefined) return 'met';
  if (wait.endedAt !== undefined) return 'ended';
  return isPaused ? 'paused' : 'running';
}

/** How a course stands against its target. */
function standOf(course: Course, wait: Wait, { target, now }: { target: Target; now: number }) {
  const { answerUntil } = wait;
  const shutsAt = answerUntil === undefined ? undefined : Date.parse(answerUntil);
  const allowance = allowanceOf(course, target.minutes * MINUTE_MS, shutsAt);
  const { dueAt, allowedMs, dueBy } = allowance;
  const isBreached = dueAt !== undefined && (course.overAt === undefined ? dueAt <= now : dueAt < course.overAt);
  const isPaused = course.overAt === undefined && course.pauses.some(({ to }) => to === undefined);
  const elapsed = elapsedMs(course, now);
  return {
    state: stateOf(wait, isBreached, isPaused),
    elapsedMs: elapsed,
    allowedMs,
    dueAt: dueAt === undefined ? undefined : iso(dueAt),
    dueBy: dueBy === 'platform' ? dueBy : undefined,
    remainingMs: isPaused && dueAt === undefined ? allowedMs - elapsed : undefined,
    warnings: warningsOf(course, target, allowance),
    breachedAt: isBreached ? iso(dueAt) : undefined,
  };
}

function clockOf(context: ClocksContext, facts: TicketFacts, wait: Wait): TimelineClock | undefined {
  const subject = subjectOf(context, facts, wait);
  const { policy, calendars } = judgedBy(context, facts, wait);
  const found = targetFor(policy, subject, wait.clock);
  if (!found) return undefined;
  const { target, rule } = found;
  const hours = hoursFor(calendars, target.calendar, subject);
  const stills = facts.spans.filter(({ status }) => target.pauseOn.some((each) => each === status));
  const course = courseOf(hours, wait, [...stills, ...wait.rests]);
  const { rests: _rests, ...told } = wait;
  return {
    ...told,
    targetMinutes: target.minutes,
    calendar: typeof hours === 'string' ? hours : hours.name,
    rule,
    runs: runsOf(course)
      .map(({ from, to = course.overAt }) => ({ from, to }))
      .filter(({ from, to }) => to === undefined || to > from)
      .map(stretchOf),
    pauses: course.pauses.map(stretchOf),
    ...standOf(course, wait, { target, now: Date.parse(context.now) }),
  };
}

/**
 * Derives every clock of a ticket that the policy keeps: the episodes in order, in each its responses, its resolution and
 * its updates, and the whole matter last.
 */
export function clocksOf({ entries, ...context }: ClocksInput): TimelineClock[] {
  return clocksFrom(readHistory(entries), context);
}

/** The same of a history that was read before. */
export function clocksFrom(facts: TicketFacts, context: ClocksContext): TimelineClock[] {
  return waitsOf(facts, answeringIn(context)).flatMap((wait) => clockOf(context, facts, wait) ?? []);
}
