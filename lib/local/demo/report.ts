import type { Outcome } from '#local/demo/outcome.ts';
import type { WriteUnits } from '#local/demo/write-units.ts';

/** The day's result in words for a terminal. */

export interface DemoResult extends Outcome {
  readonly kills: number;
  readonly injected: Readonly<Record<string, number>>;
  readonly writeUnits: WriteUnits;
  readonly seconds: number;
}

const toldRow = ({ told, reckoned }: { told: number; reckoned: number }): string => `${told} / ${reckoned}`;

const row = (name: string, value: number | string): string => `  ${name.padEnd(34)} ${String(value).padStart(8)}`;

const units = (value: number): string => value.toFixed(2);

function unitRows({ writeUnits }: DemoResult): string[] {
  const { first, batch } = writeUnits.byItem;
  const kinds = [...new Set([...Object.keys(first), ...Object.keys(batch)])].sort();
  return kinds.flatMap((kind) => {
    const places = [...new Set([...Object.keys(first[kind] ?? {}), ...Object.keys(batch[kind] ?? {})])];
    return places.map((place) =>
      row(`${kind} (${place})`, `${units(first[kind]?.[place] ?? 0)} / ${units((batch[kind]?.[place] ?? 0) / 20)}`),
    );
  });
}

/** What did not balance, named; nothing when all did. */
function faultRows({ ledger, replies, clocks }: DemoResult): string[] {
  const lists = {
    lost: ledger.lost,
    doubled: ledger.doubled,
    misplaced: ledger.misplaced,
    unexpected: ledger.unexpected,
    healthyParked: ledger.healthyParked,
    unheard: ledger.unheard,
    'given up': ledger.givenUp,
    'clocks missing': clocks.missing,
    'clocks unfounded': clocks.unfounded,
    unfinished: replies.unfinished,
    'replies misplaced': replies.misplaced,
    repeated: replies.repeated,
    'failed and delivered': replies.failedButDelivered,
  };
  return Object.entries(lists).flatMap(([name, ids]) =>
    ids.length > 0 ? [`  ${name}: ${ids.slice(0, 10).join(', ')}`] : [],
  );
}

const COLUMNS = ['sent', 'stored', 'ignored', 'parked', 'duplicates', 'rejected', 'lost'] as const;

/** A line a platform: where what was sent there is, and the replies that went out there. */
function platformRows({ platforms }: DemoResult): string[] {
  const line = (name: string, cells: readonly (number | string)[], replies: string): string =>
    `  ${name.padEnd(16)}${cells.map((cell) => String(cell).padStart(9)).join('')}   ${replies}`;
  const rows = Object.entries(platforms).map(([name, platform]) => {
    const { sent, failed, doubtful } = platform.replies;
    const cells = COLUMNS.map((column) => platform[column]);
    return line(name, cells, `${sent} / ${failed} / ${doubtful}${platform.addsUp ? '' : '   DOES NOT ADD UP'}`);
  });
  const head = ['sent', 'stored', 'ignored', 'parked', 'copies', 'refused', 'lost'];
  return [line('Platform', head, 'replies sent / failed / doubtful'), ...rows];
}

/** The report, line by line. */
export function reportLines(result: DemoResult): string[] {
  return [
    'The ledger',
    row('events sent, every copy', result.sent),
    row('accepted (200)', result.accepted),
    row('refused (forged)', result.rejected),
    row('copies of what was there', result.duplicates),
    row('stored', result.stored),
    row('ignored, with the reason', result.ignored),
    row('parked, with the reason', result.parked),
    row('lost', result.lost),
    '',
    ...platformRows(result),
    '',
    'The day',
    row('tickets', result.tickets),
    row(
      'replies sent / failed / doubtful',
      `${result.repliesSent} / ${result.repliesFailed} / ${result.repliesDoubtful}`,
    ),
    row('resolved', result.resolved),
    row('clocks warned / breached', `${result.slaWarned} / ${result.slaBreached}`),
    row('  told / by the slow calculator', toldRow(result.clocks.warnings)),
    row('  breaches that stand, likewise', toldRow(result.clocks.breaches)),
    row('urgent breaches told to the endpoint', result.alerts),
    row('events on the bus', result.events),
    row('environments killed', result.kills),
    ...Object.entries(result.injected)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => row(`faults: ${name}`, count)),
    '',
    'Write units a message (first of a ticket / each of twenty in a batch)',
    ...unitRows(result),
    row('all', `${units(result.writeUnits.firstMessage)} / ${units(result.writeUnits.inBatchOfTwenty)}`),
    '',
    ...faultRows(result),
    `${result.balanced ? 'Balanced' : 'NOT BALANCED'} after ${result.seconds} s.`,
  ];
}
