import type { Message } from '#domain/message.ts';
import { type Reply, replyKeyOf } from '#domain/reply.ts';
import type { CareStack } from '#local/care/care-stack.ts';
import { readFound, type TableContent } from '#local/care/found.ts';
import { type Balance, balance } from '#local/care/ledger.ts';
import type { ClocksBalance } from '#local/demo/clocks-ledger.ts';
import { type Clocked, clocksOfDay } from '#local/demo/clocks-outcome.ts';
import { balancePlatforms, type PlatformBalance } from '#local/demo/platforms-ledger.ts';
import { balanceReplies, type ReplyBalance } from '#local/demo/replies-ledger.ts';
import type { PlayedDay } from '#local/demo/run-day.ts';
import type { PlatformName } from '#platforms/registry.ts';

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
  readonly platforms: Readonly<Record<PlatformName, PlatformBalance>>;
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

/** Every reply with its words, which lie in its message once it was sent. */
function repliesIn({ items }: TableContent): Reply[] {
  const filed = items.filter(({ kind }) => kind === 'message') as unknown as { message: Message; ticketId: string }[];
  const words = new Map(
    filed.map(({ message: { replyId = '', replyTicketId, text }, ticketId }) => [
      replyKeyOf({ ticketId: replyTicketId ?? ticketId, replyId }),
      text,
    ]),
  );
  const replies = items.filter(({ kind }) => kind === 'reply').map(({ reply }) => reply as Reply);
  return replies.map((reply) => ({ ...reply, text: reply.text ?? words.get(replyKeyOf(reply)) }));
}

/** Reads what the day came to. @param reckoning by which calculator clocks are checked, and until when. */
export async function outcomeOf(care: CareStack, day: PlayedDay, reckoning: Clocked): Promise<Outcome> {
  const { found, table } = await readFound(care.stack);
  const ledger = balance(day.lines, found);
  const replies = repliesIn(table);
  const replyBalance = balanceReplies(day.replies, replies, care.platforms.sent());
  const accepted = day.lines.filter((line) => line.accepted).length;
  const events = eventsOf(care);
  const clocks = await clocksOfDay(care.stack, table, reckoning);
  const platforms = balancePlatforms({ lines: day.lines, found, ledger, replies });
  const addUp = Object.values(platforms).every(({ addsUp }) => addsUp);
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
    platforms,
    balanced: ledger.balanced && addUp && replyBalance.balanced && clocks.agree,
    ledger,
    replies: replyBalance,
  };
}
