import type { Task } from './count.ts';
import type { Minute } from './wall-time.ts';

/** The stretches of a clock's life in which it runs, and in which it stands still. */

export interface Span {
  readonly from: Minute;
  to?: Minute;
}

/** The stretches in which it stands still, or in which it does not. A clock that is not over leaves its last one open. */
export function spansOf({ start, until, isOver, standsStill }: Omit<Task, 'target' | 'hours'>, still: boolean): Span[] {
  const spans: Span[] = [];
  for (let minute = start; minute <= until; minute += 1) {
    const last = spans.at(-1);
    const isWithin = standsStill(minute) === still && !(isOver && minute === until);
    if (isWithin && (last?.to !== undefined || !last)) spans.push({ from: minute });
    if (!isWithin && last && last.to === undefined) last.to = minute;
  }
  return spans;
}
