import { answeringIn } from '#domain/answer.ts';
import type { ClockFact } from '#domain/clock-fact.ts';
import { CLOCK_NAMES } from '#domain/clock-name.ts';
import type { Entry } from '#domain/entry.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import { promiseOf } from '#domain/priority/assessment.ts';
import type { TicketClock } from '#domain/sla.ts';
import type { Ticket, TicketBody } from '#domain/ticket.ts';
import { type ClocksContext, clocksFrom } from '#domain/timeline/clocks-of.ts';
import { readHistory, type TicketFacts } from '#domain/timeline/history.ts';
import { clockKey, episodeAt, type Marks, marksIn } from '#domain/timeline/marks.ts';
import { toldOf } from '#domain/timeline/telling.ts';
import type { TimelineClock } from '#domain/timeline/timeline-clock.ts';
import { type Wait, waitsOf } from '#domain/timeline/waits.ts';

/** What a change makes of a ticket's clocks, and what it tells of them: the one place where clocks are derived to be kept. */

export interface Deriving {
  readonly body: TicketBody;
  /** Every entry before. */
  readonly history: readonly Entry[];
  /** The entry of the change itself. */
  readonly entry: Entry;
  readonly book: SlaBook;
}

export interface DerivedClocks {
  readonly clocks: Ticket['clocks'];
  readonly told: readonly ClockFact[];
}

const absentIfNone = <T>(list: readonly T[]): T[] | undefined => (list.length > 0 ? [...list] : undefined);

const toldOnce = (toldAt: string | undefined) => toldAt !== undefined && { told: true, toldAt };

/** What the ticket keeps of a clock: no attribute that says nothing. */
function kept(clock: TimelineClock, marks: Marks): TicketClock {
  const { warned, steps, breaches, recoveries, windowTold } = marks;
  const { cycle, state, startedAt, targetMinutes, dueAt, dueBy, remainingMs, breachedAt, doneAt, endedAt, late } =
    clock;
  const isOver = doneAt !== undefined || endedAt !== undefined;
  const warnings = clock.warnings.map(({ point, at }) => ({ point, at, ...toldOnce(warned.get(point)) }));
  return {
    cycle: cycle > 1 ? cycle : undefined,
    state: state === 'running' ? undefined : state,
    startedAt,
    targetMinutes,
    dueAt,
    dueBy,
    remainingMs,
    warnings: isOver ? undefined : absentIfNone(warnings),
    breachedAt,
    doneAt,
    endedAt,
    late: late || undefined,
    breaches: breaches || undefined,
    recoveries: recoveries || undefined,
    breachToldAt: breaches > recoveries && !isOver ? marks.breachToldAt : undefined,
    windowTold,
    steps: absentIfNone([...steps].sort((a, b) => a - b)),
  };
}

/** How each wait stood before: what ended, and when. */
function endsOf(waits: readonly Wait[]): Map<string, string> {
  return new Map(waits.map((wait) => [clockKey(wait), `${wait.doneAt ?? ''}|${wait.endedAt ?? ''}`]));
}

/** The present cycle of each clock of the present episode; none where that is not promised, whatever one before it was. */
function present(all: readonly TimelineClock[], waits: readonly Wait[], { episodes }: TicketFacts): TimelineClock[] {
  const number = episodes.at(-1)?.number;
  return CLOCK_NAMES.flatMap((name) => {
    const last = waits.findLast(({ clock, episode }) => clock === name && episode === number);
    return all.find((clock) => last && clockKey(clock) === clockKey(last)) ?? [];
  });
}

/** What is to be told of every clock. Of those that were over before, nothing is: it was told when they were. */
function tellings(
  all: readonly TimelineClock[],
  marks: ReturnType<typeof marksIn>,
  before: Map<string, string>,
): ClockFact[] {
  return all.flatMap((clock) => {
    const isNews = before.get(clockKey(clock)) !== `${clock.doneAt ?? ''}|${clock.endedAt ?? ''}`;
    return toldOf(clock, marks(clock), isNews);
  });
}

/** What rules may ask about a ticket. */
export function clockSubject(body: TicketBody): ClocksContext['ticket'] {
  const { account, platform, channel, visibility, tier, team, assessment } = body;
  return { account, platform, channel, visibility, tier, team, priority: promiseOf(assessment) };
}

/** Derives a ticket's clocks from its history and the change that is being written. */
export function deriveClocks({ body, history, entry, book }: Deriving): DerivedClocks {
  const entries = [...history, entry];
  const answering = answeringIn(book);
  const facts = readHistory(entries);
  const all = clocksFrom(facts, { ...book, ticket: clockSubject(body), now: entry.at });
  const before = marksIn(entries, episodeAt(facts));
  const told = tellings(all, before, endsOf(waitsOf(readHistory(history), answering)));
  const marked = { ...entry, told: [...(entry.told ?? []), ...told] };
  const marks = told.length === 0 ? before : marksIn([...history, marked], episodeAt(facts));
  const clocks = present(all, waitsOf(facts, answering), facts).map((clock) => [
    clock.clock,
    kept(clock, marks(clock)),
  ]);
  return { clocks: Object.fromEntries(clocks), told };
}
