import type { FileOutcome, Outcome } from './file-outcome.ts';
import type { Skipped } from './folders.ts';

/** What a replay came to: the line of a file, the sums, and whether it went well. Pure. */

/** The one object of `--json`. Files are counted by outcome; `messages` counts different messages. */
export interface ReplaySummary extends Readonly<Record<Outcome, number>> {
  readonly files: number;
  readonly errors5xx: number;
  readonly messages: number;
  readonly amendments: number;
  readonly tickets: number;
  /** What lies on dead-letter queues of any kind when all is done: messages by queue, empty queues left out. */
  readonly deadLetters: Readonly<Record<string, number>>;
  readonly skipped: readonly Skipped[];
  readonly results: readonly FileResult[];
}

interface FileResult extends Pick<FileOutcome, 'file' | 'status' | 'outcome' | 'reasons'> {
  readonly messages: number;
  readonly amendments: number;
}

function counted(count: number, word: string): string[] {
  return count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`];
}

function detailOf({ outcome, messages, amendments, reasons }: FileOutcome): string {
  const words = [...counted(messages.length, 'message'), ...counted(amendments.length, 'edit or deletion')];
  const why = reasons.length === 0 ? [] : [`${outcome === 'stored' ? 'the rest ignored ' : ''}(${reasons.join('; ')})`];
  return [...words, ...why].join(', ');
}

/** The line of a file. */
export function lineOf(result: FileOutcome): string {
  return `${result.status || '---'} ${result.outcome.padEnd(8)} ${result.file}  ${detailOf(result)}`;
}

/** Counts what became of the files. */
export function summaryOf(
  outcomes: readonly FileOutcome[],
  rest: Pick<ReplaySummary, 'tickets' | 'deadLetters' | 'skipped'>,
): ReplaySummary {
  const of = (outcome: Outcome) => outcomes.filter((each) => each.outcome === outcome).length;
  return {
    files: outcomes.length,
    stored: of('stored'),
    ignored: of('ignored'),
    rejected: of('rejected'),
    parked: of('parked'),
    failed: of('failed'),
    lost: of('lost'),
    errors5xx: outcomes.filter(({ status }) => status >= 500).length,
    messages: new Set(outcomes.flatMap(({ messages }) => messages)).size,
    amendments: new Set(outcomes.flatMap(({ amendments }) => amendments)).size,
    ...rest,
    results: outcomes.map(({ file, status, outcome, messages, amendments, reasons }) => ({
      file,
      status,
      outcome,
      messages: messages.length,
      amendments: amendments.length,
      reasons,
    })),
  };
}

/** The lines after those of the files: what was skipped, what lies on dead-letter queues, the sums. */
export function closingLines(summary: ReplaySummary): string[] {
  const { files, messages, tickets, skipped, deadLetters } = summary;
  const outcomes: readonly Outcome[] = ['stored', 'ignored', 'rejected', 'parked', 'failed', 'lost'];
  const parts = outcomes.map((outcome) => `${summary[outcome]} ${outcome}`).join(', ');
  return [
    ...skipped.map(({ name, reason }) => `--- skipped  ${name}  (${reason})`),
    ...Object.entries(deadLetters).map(([queue, count]) => `${count} on the dead-letter queue ${queue}`),
    `${files} files: ${parts}; ${messages} messages in ${tickets} tickets; ${skipped.length} names skipped`,
  ];
}

/** Whether nothing was answered 5xx, lost or parked: no delivery, and nothing that followed from one. */
export function wentWell({ failed, lost, parked, deadLetters }: ReplaySummary): boolean {
  return failed + lost + parked === 0 && Object.keys(deadLetters).length === 0;
}
