import type { ClockFact } from '#domain/clock-fact.ts';
import type { Marks } from '#domain/timeline/marks.ts';
import type { TimelineClock } from '#domain/timeline/timeline-clock.ts';

/** What a change has to tell of a clock: what came of it just now, and was not told before. */

const MINUTE_MS = 60_000;

/** The part of a fact that says which clock, when it is due and how far from that it is. */
function aboutClock({ clock, episode, cycle, dueAt, dueBy, allowedMs, elapsedMs }: TimelineClock) {
  const left = allowedMs - elapsedMs;
  const distance =
    left >= 0 ? { minutesLeft: Math.floor(left / MINUTE_MS) } : { minutesOver: Math.floor(-left / MINUTE_MS) };
  return { clock, episode, cycle, ...(dueAt !== undefined && { dueAt }), ...(dueBy && { dueBy }), ...distance };
}

/** A clock that is done: met, or recovered when a breach was told, be it in this very change. */
function toldOfDone(clock: TimelineClock, marks: Marks): Partial<ClockFact>[] {
  const stands = marks.breaches > marks.recoveries;
  if (clock.breachedAt === undefined && !stands) return [{ fact: 'met' }];
  const recovered = { fact: 'recovered', number: marks.recoveries + 1 } as const;
  if (clock.breachedAt === undefined) return [{ ...recovered, cause: 'answered_in_time' }];
  const breach = stands ? [] : [{ fact: 'breached' as const, number: marks.breaches + 1 }];
  return [...breach, { ...recovered, cause: 'done' }];
}

/** A clock that ended undone: broken before, and nobody had told; or not broken after all. */
function toldOfEnd({ breachedAt }: TimelineClock, marks: Marks): Partial<ClockFact>[] {
  const stands = marks.breaches > marks.recoveries;
  if (breachedAt !== undefined && !stands) return [{ fact: 'breached', number: marks.breaches + 1 }];
  if (breachedAt === undefined && stands) return [movedAway(marks)];
  return [];
}

const movedAway = ({ recoveries }: Marks) => ({ fact: 'recovered', number: recoveries + 1, cause: 'moved' }) as const;

/** A clock that goes on: it has begun to stand still, or to run again, or is due later than when its breach was told. */
function toldOfRunning({ state }: TimelineClock, marks: Marks): Partial<ClockFact>[] {
  const isStill = state === 'paused';
  const wasStill = marks.pauses > marks.resumptions;
  const told: Partial<ClockFact>[] = [];
  if (state !== 'breached' && marks.breaches > marks.recoveries) told.push(movedAway(marks));
  if (isStill && !wasStill) told.push({ fact: 'paused', number: marks.pauses + 1 });
  if (!isStill && wasStill) told.push({ fact: 'resumed', number: marks.resumptions + 1 });
  return told;
}

/**
 * What there is to tell of a clock. Warnings and the breach of a clock that nobody has touched are the sweep's to tell.
 * @param isNews whether its end, if it has one, came about by this change.
 */
export function toldOf(clock: TimelineClock, marks: Marks, isNews: boolean): ClockFact[] {
  const isOver = clock.doneAt !== undefined || clock.endedAt !== undefined;
  const about = aboutClock(clock);
  const complete = (facts: readonly Partial<ClockFact>[]) =>
    facts.map((fact): ClockFact => ({ ...about, ...fact }) as ClockFact);
  if (!isOver) return complete(toldOfRunning(clock, marks));
  if (!isNews || marks.settled) return [];
  return complete(clock.doneAt === undefined ? toldOfEnd(clock, marks) : toldOfDone(clock, marks));
}
