import { answeringIn } from '#domain/answer.ts';
import type { Entry } from '#domain/entry.ts';
import { doersIn } from '#domain/metrics/doers.ts';
import { followerBand, type MetricsRow, rowName } from '#domain/metrics/row.ts';
import { fateOf, lengthOf, promiseOf, stillsOf } from '#domain/metrics/wait-outcome.ts';
import { hoursFor, type SlaBook } from '#domain/policy/book.ts';
import type { FiledMessage } from '#domain/ports.ts';
import type { Ticket } from '#domain/ticket.ts';
import { clocksFrom } from '#domain/timeline/clocks-of.ts';
import { type EpisodeFacts, readHistory, type TicketFacts } from '#domain/timeline/history.ts';
import { correctedAt, judgedBy } from '#domain/timeline/judged-by.ts';
import { type Wait, waitsOf } from '#domain/timeline/waits.ts';

/** Derives the rows of a ticket from its history: what each wait came to. */

export interface RowsInput {
  readonly ticket: Ticket;
  /** The whole history, oldest first. */
  readonly entries: readonly Entry[];
  readonly book: SlaBook;
  /** The messages that began something (`beginnersOf`), by id. */
  readonly messages: ReadonlyMap<string, FiledMessage>;
  readonly now: string;
}

type Of<T> = (wait: Wait) => T;

/** The messages whose author and language rows tell: those that began a wait. */
export function beginnersOf(entries: readonly Entry[], book: SlaBook): string[] {
  const waits = waitsOf(readHistory(entries), answeringIn(book));
  return [...new Set(waits.flatMap(({ startedBy }) => startedBy ?? []))];
}

function pointsOf({ assessment: { score, factors } }: Ticket): MetricsRow['points'] {
  return { score, reach: factors.find(({ name }) => name === 'reach')?.points ?? 0 };
}

/** How the ticket stood when the wait was over, or stands. */
function standingOf({ standings }: TicketFacts, { doneAt, endedAt }: Wait, ticket: Ticket) {
  const over = doneAt ?? endedAt;
  const found = over === undefined ? standings.at(-1) : (standings.findLast(({ at }) => at <= over) ?? standings.at(0));
  return found ?? { priority: ticket.assessment.priority, tier: ticket.tier, team: ticket.team };
}

function askerOf({ messages }: RowsInput, { startedBy }: Wait): Pick<MetricsRow, 'language' | 'followers'> {
  const filed = startedBy === undefined ? undefined : messages.get(startedBy);
  const { language, author } = filed?.message ?? {};
  const followers = author?.followers;
  return {
    language: language ?? filed?.classification?.language?.label,
    followers: followers === undefined ? undefined : followerBand(followers),
  };
}

/** What an episode's own row says beside its resolution. */
function episodeFactsOf({ clock }: Wait, episode: EpisodeFacts | undefined, isLast: boolean) {
  if (clock !== 'resolution' || !episode) return {};
  const messages = episode.messages.filter(({ direction }) => direction === 'in').length;
  return { messages, reopened: isLast ? undefined : true };
}

function rowMaker(input: RowsInput, facts: TicketFacts): Of<MetricsRow> {
  const { ticket, entries, book, now } = input;
  const { account, platform, channel, visibility } = ticket;
  const subject = { account, platform, channel, visibility, priority: ticket.assessment.priority };
  const clocks = new Map(clocksFrom(facts, { ...book, ticket: subject, now }).map((each) => [rowName(each), each]));
  const doerOf = doersIn(entries, facts.episodes);
  return (wait) => {
    const clock = clocks.get(rowName(wait));
    const episode = facts.episodes.find(({ number }) => number === wait.episode);
    const { priority, tier, team } = standingOf(facts, wait, ticket);
    const { policy, calendars } = judgedBy(book, facts, wait);
    const { clock: name, episode: number, cycle, startedAt, doneAt, endedAt, late } = wait;
    const place = { account, platform, channel, visibility, team, tier, priority };
    return {
      ticketId: ticket.id,
      clock: name,
      episode: number,
      cycle,
      ...place,
      ...askerOf(input, wait),
      ...doerOf(wait),
      startedAt,
      doneAt,
      endedAt,
      late: late || undefined,
      correctedAt: (doneAt ?? endedAt) === undefined ? undefined : correctedAt(facts, wait),
      ...promiseOf(clock),
      fate: fateOf(wait, episode, { facts, ticket }),
      ...lengthOf(wait, stillsOf(wait, clock, facts), hoursFor(calendars, 'business', { account, team })),
      points: pointsOf(ticket),
      ...episodeFactsOf(wait, episode, episode === facts.episodes.at(-1)),
      policyVersion: policy.version,
    };
  };
}

/** Questions and episodes have a row from their beginning, so that nothing unanswered is missing; other waits once told. */
function isTold({ clock, fate, met }: MetricsRow): boolean {
  if (clock === 'totalResolution') return fate !== 'waiting' || met === false;
  if (clock === 'periodicUpdate') return met !== undefined;
  return true;
}

/** Every row of a ticket, as its history tells them now. */
export function rowsOf(input: RowsInput): MetricsRow[] {
  const facts = readHistory(input.entries);
  return waitsOf(facts, answeringIn(input.book)).map(rowMaker(input, facts)).filter(isTold);
}
