import type { Redriven } from '#adapters/redrive.ts';

/** What bringing parked messages back came to, for people and for `--json`. Pure. */

export interface QueueResult extends Redriven {
  readonly queue: string;
}

/** The one object of `--json`. */
export interface RedriveSummary {
  readonly dryRun: boolean;
  readonly moved: number;
  readonly byReason: Readonly<Record<string, number>>;
  readonly parkedSince: number;
  readonly unsent: number;
  readonly undeleted: number;
  readonly queues: readonly QueueResult[];
}

/** Adds up the queues. */
export function redriveSummary(queues: readonly QueueResult[], dryRun: boolean): RedriveSummary {
  const sum = (field: 'moved' | 'parkedSince' | 'unsent' | 'undeleted') =>
    queues.reduce((total, queue) => total + queue[field], 0);
  const byReason: Record<string, number> = {};
  for (const [reason, count] of queues.flatMap((queue) => Object.entries(queue.byReason)))
    byReason[reason] = (byReason[reason] ?? 0) + count;
  const counts = { parkedSince: sum('parkedSince'), unsent: sum('unsent'), undeleted: sum('undeleted') };
  return { dryRun, moved: sum('moved'), byReason, ...counts, queues };
}

/** The lines of a queue. */
export function queueLines(result: QueueResult, dryRun: boolean): string[] {
  const { queue, moved, byReason, parkedSince, unsent, undeleted, problem } = result;
  const remarks: readonly [number, string][] = [
    [parkedSince, 'parked while this ran, left'],
    [unsent, `not sent, still parked: ${problem ?? ''}`],
    [undeleted, 'sent but not deleted: they come once more, which does no harm'],
  ];
  return [
    `${queue}: ${moved} ${dryRun ? 'would be brought back' : 'brought back'}`,
    ...Object.entries(byReason).map(([reason, count]) => `  ${String(count).padStart(6)}  ${reason}`),
    ...remarks.filter(([count]) => count > 0).map(([count, text]) => `  ${String(count).padStart(6)}  ${text}`),
  ];
}

/** Whether everything is back that was parked when the run began. */
export function allIsBack({ unsent, undeleted }: RedriveSummary): boolean {
  return unsent + undeleted === 0;
}
