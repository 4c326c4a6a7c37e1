import { type Course, elapsedMs, reachedAt } from '#domain/timeline/course.ts';

/** Until when a clock is due: at the policy's target, or at the platform's last moment where that comes first. Epoch milliseconds. */
export interface Allowance {
  /** Absent while it stands still, and where nobody works for years. */
  readonly dueAt?: number | undefined;
  /** Working milliseconds from the start until then: the target, or what the platform leaves of it. */
  readonly allowedMs: number;
  readonly dueBy: 'policy' | 'platform';
}

/**
 * Whether the platform takes no answer any more before the target is used up. A door that had shut before the clock began
 * binds nobody, and while a clock stands still nothing is due on it: what was due before stays.
 */
function isCutShort({ startedAt, pauses }: Course, dueAt: number | undefined, shutsAt: number): boolean {
  const standing = pauses.find(({ to }) => to === undefined);
  if (shutsAt <= startedAt || (standing && shutsAt > standing.from)) return false;
  return dueAt === undefined || shutsAt < dueAt;
}

/** @param shutsAt the platform's last moment; undefined where it always takes an answer. */
export function allowanceOf(course: Course, targetMs: number, shutsAt: number | undefined): Allowance {
  const dueAt = reachedAt(course, targetMs);
  if (shutsAt === undefined || !isCutShort(course, dueAt, shutsAt)) {
    return { dueAt, allowedMs: targetMs, dueBy: 'policy' };
  }
  return { dueAt: shutsAt, allowedMs: elapsedMs({ ...course, overAt: undefined }, shutsAt), dueBy: 'platform' };
}
