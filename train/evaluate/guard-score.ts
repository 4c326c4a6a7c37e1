import type { Guarding } from '#domain/guard.ts';

/** How well the guard keeps automation from those who need a person, and how often for nothing. */

export interface GuardedLine {
  readonly text: string;
  readonly maySpeak: boolean;
  readonly guarding: Guarding;
}

export interface GuardScore {
  readonly n: number;
  /** Of the messages that need a person, the share that automation would have answered. */
  readonly leakRate: number;
  /** Of the messages that automation may answer, the share that was held for a person. */
  readonly overHoldRate: number;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The messages that automation would have answered though a person was needed. */
export const leaks = (lines: readonly GuardedLine[]): GuardedLine[] =>
  lines.filter(({ maySpeak, guarding }) => !maySpeak && guarding.verdict === 'may_speak');

export function guardScore(lines: readonly GuardedLine[]): GuardScore {
  const free = lines.filter(({ maySpeak }) => maySpeak);
  const held = free.filter(({ guarding }) => guarding.verdict === 'needs_a_person');
  return {
    n: lines.length,
    leakRate: share(leaks(lines).length, lines.length - free.length),
    overHoldRate: share(held.length, free.length),
  };
}
