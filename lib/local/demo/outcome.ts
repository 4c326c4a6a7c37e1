import type { Reply } from '#domain/reply.ts';
import type { CareStack } from '#local/care/care-stack.ts';
import { readFound } from '#local/care/found.ts';
import { type Balance, balance } from '#local/care/ledger.ts';
import type { ClocksBalance } from '#local/demo/clocks-ledger.ts';
import { type Clocked, clocksOfDay } from '#local/demo/clocks-outcome.ts';
import { balanceReplies, type ReplyBalance } from '#local/demo/replies-ledger.ts';
import type { PlayedDay } from '#local/demo/run-day.ts';

/** What a day came to, read from the senders' list, the engines and the platforms. */
export interface Outcome {
  readonly sent: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly stored: number;
  readonly ignored: number;
  readonly parked: number;
  readonly lost: number;
  readonly healthyParked: number;
  readonly tickets: number;
  readonly repliesSent: number;
  readonly repliesFailed: number;
  readonly repliesDoubtful: number;
  readonly resolved: number;
  readonly slaWarned: number;
  readonly slaBreached: number;
  readonly alerts: number;
  readonly events: number;
  readonly clocks: ClocksBalance;
  readonly balanced: boolean;
  readonly ledger: Balance;
  readonly replies: ReplyBalance;
}

/** Distinct events on the bus, by id, and how many of a type. */
function eventsOf(care: CareStack) {
  const byId = new Map(
    care.stack.archive().map(({ event }) => [String((event.detail as { id?: string }).id), event['detail-type']]),
  );
  const of = (type: string) => [...byId.values()].filter((each) => each === type).length;
  return { all: byId.size, of };
}

/** Reads what the day came to. @param reckoning by which calculator clocks are checked, and until when. */
export async function outcomeOf(care: CareStack, day: PlayedDay, reckoning: Clocked): Promise<Outcome> {
  const { found, table } = await readFound(care.stack);
  const ledger = balance(day.lines, found);
  const replies = table.items.filter(({ kind }) => kind === 'reply').map(({ reply }) => reply as Reply);
  const replyBalance = balanceReplies(day.replies, replies, care.platforms.sent());
  const accepted = day.lines.filter((line) => line.accepted).length;
  const events = eventsOf(care);
  const clocks = await clocksOfDay(care.stack, table, reckoning);
  return {
    sent: day.lines.length,
    accepted,
    rejected: day.lines.length - accepted,
    duplicates: accepted - ledger.accepted,
    stored: ledger.stored,
    ignored: ledger.ignored,
    parked: ledger.parked,
    lost: ledger.lost.length,
    healthyParked: ledger.healthyParked.length,
    tickets: table.tickets.filter(({ mergedInto }) => !mergedInto).length,
    repliesSent: replyBalance.sent,
    repliesFailed: replyBalance.failed,
    repliesDoubtful: replyBalance.doubtful,
    resolved: day.resolved,
    slaWarned: events.of('sla.warning'),
    slaBreached: events.of('sla.breached'),
    alerts: care.alerts.received().length,
    events: events.all,
    clocks,
    balanced: ledger.balanced && replyBalance.balanced && clocks.agree,
    ledger,
    replies: replyBalance,
  };
}
