import { expectedBetween, HOURS_A_WEEK, type Rhythm } from '#domain/channel/rhythm.ts';

/** Whether an account is too quiet: judged by its own rhythm, so that a shop that sleeps may be silent at night. */

const HOUR_MS = 3_600_000;
/** Before a week has passed nobody knows what a Sunday is like. */
const LEARNED_AFTER_MS = HOURS_A_WEEK * HOUR_MS;
/** With fewer messages a week, silence says nothing within a day. */
const LEAST_A_WEEK = 50;
/** Messages that must be missing: chance alone leaves out ten in a row once in twenty thousand times; of bursts, ten bursts. */
const MISSED_AT_LEAST = 10;
/** And more than were ever missing while nothing was broken: customers come in bursts. */
const BEYOND_QUIETEST = 1.5;

export type Quiet =
  /** Too little is known. */
  | { readonly kind: 'unlearned' }
  | { readonly kind: 'usual'; readonly expected: number; readonly alarmAt: number }
  /** So many messages are missing. */
  | { readonly kind: 'silent'; readonly expected: number; readonly alarmAt: number };

/** Messages a week, by the rhythm. */
export const weekly = ({ rates }: Rhythm): number => rates.reduce((sum, rate) => sum + rate, 0);

/** How many messages may be missing before somebody is told. */
export function alarmAt({ dispersion, quietest }: Rhythm): number {
  return Math.max(MISSED_AT_LEAST * Math.max(1, dispersion), quietest * BEYOND_QUIETEST);
}

/** Judges the silence since the last message. */
export function quietOf(rhythm: Rhythm, nowMs: number): Quiet {
  const isLearned = nowMs - rhythm.sinceMs >= LEARNED_AFTER_MS && weekly(rhythm) >= LEAST_A_WEEK;
  if (!isLearned) return { kind: 'unlearned' };
  const expected = expectedBetween(rhythm, rhythm.heardMs, nowMs);
  const most = alarmAt(rhythm);
  return { kind: expected >= most ? 'silent' : 'usual', expected, alarmAt: most };
}
