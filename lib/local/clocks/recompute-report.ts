/** What a recomputation says on a terminal, and to machines. */
import type { ClockChange } from '#domain/clock-change.ts';
import type { ClockCorrection } from '#domain/clock-correction.ts';
import type { Difference, Recomputed } from './recompute.ts';

function movedLine({ clock, before, after, effects }: ClockChange): string {
  const due = (face: ClockChange['before']) => face?.dueAt ?? (face?.remainingMs === undefined ? 'not due' : 'paused');
  return `${clock}: ${due(before)} -> ${due(after)} (${effects.join(', ')})`;
}

function correctionLine({ clock, episode, cycle, was, is }: ClockCorrection): string {
  return `${clock} of episode ${episode}, cycle ${cycle}: ${was} -> ${is}`;
}

/** One line a clock. */
export function differenceLines({ ticketId, moved, corrections }: Difference): string[] {
  return [...corrections.map(correctionLine), ...moved.map(movedLine)].map((line) => `${ticketId}  ${line}`);
}

/** The counts, for `--json`. */
export function recomputeSummary({ looked, differences }: Recomputed, dryRun: boolean) {
  const corrections = differences.flatMap((each) => each.corrections);
  const moved = differences.flatMap((each) => each.moved);
  return {
    looked,
    changed: differences.length,
    breachesThatWereNone: corrections.filter(({ was }) => was === 'breached').length,
    breachesNotTold: corrections.filter(({ is }) => is === 'breached').length,
    moved: moved.length,
    dryRun,
  };
}

/** The last line for people. */
export function summaryLine(summary: ReturnType<typeof recomputeSummary>): string {
  const { looked, changed, breachesThatWereNone, breachesNotTold, moved, dryRun } = summary;
  return [
    `${looked} tickets looked at, ${changed} ${dryRun ? 'would change' : 'changed'}:`,
    `${breachesThatWereNone} breaches that were none, ${breachesNotTold} that nobody had told, ${moved} clocks that go on moved.`,
  ].join(' ');
}
