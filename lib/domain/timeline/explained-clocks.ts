import type { ClockCorrection } from '#domain/clock-correction.ts';
import type { ClockFact } from '#domain/clock-fact.ts';
import type { Entry } from '#domain/entry.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import type { Condition } from '#domain/policy/policy.ts';
import type { Ticket } from '#domain/ticket.ts';
import { clocksFrom } from '#domain/timeline/clocks-of.ts';
import { clockSubject } from '#domain/timeline/derive-clocks.ts';
import { readHistory } from '#domain/timeline/history.ts';
import { judgedBy } from '#domain/timeline/judged-by.ts';
import { clockKey, episodeAt, factsIn } from '#domain/timeline/marks.ts';
import type { TimelineClock } from '#domain/timeline/timeline-clock.ts';

/** Every clock of a ticket with what set it and what was told of it: why it is due when. */

/** What was told of a clock, and by which entry of the history. */
export interface ToldFact extends ClockFact {
  readonly at: string;
  readonly entryId: string;
}

/** What was found to be wrong of what was told, and by which entry. */
export interface CorrectedClock extends ClockCorrection {
  readonly at: string;
  readonly entryId: string;
}

export interface ExplainedClock extends TimelineClock {
  /** The condition of the rule that set the target. */
  readonly when: Condition;
  /** The version of the policy: of a clock that is over, the one in force when it was. */
  readonly policyVersion: string;
  /** The version of the calendar; absent round the clock. */
  readonly calendarVersion?: string | undefined;
  readonly told: readonly ToldFact[];
  readonly corrections: readonly CorrectedClock[];
}

function toldByClock(entries: readonly Entry[], episodeOf: (at: string) => number): ReadonlyMap<string, ToldFact[]> {
  const all = entries.flatMap((entry) => {
    const { id: entryId, at } = entry;
    return factsIn(entry, episodeOf(at)).map((fact): ToldFact => ({ ...fact, at, entryId }));
  });
  return Map.groupBy(all, clockKey);
}

function correctionsByClock(entries: readonly Entry[]): ReadonlyMap<string, CorrectedClock[]> {
  const all = entries.flatMap(({ id: entryId, at, deed }) => {
    const corrections = deed.type === 'recomputed' ? (deed.corrections ?? []) : [];
    return corrections.map((correction): CorrectedClock => ({ ...correction, at, entryId }));
  });
  return Map.groupBy(all, clockKey);
}

/**
 * Derives every clock of every episode, those that run by the book in force and those that are over by the one in force
 * then, and tells what each was made of.
 * @param history every entry of the ticket.
 */
export function explainedClocks(
  ticket: Ticket,
  history: readonly Entry[],
  { book, now }: { book: SlaBook; now: string },
): ExplainedClock[] {
  const facts = readHistory(history);
  const told = toldByClock(history, episodeAt(facts));
  const corrected = correctionsByClock(history);
  return clocksFrom(facts, { ...book, ticket: clockSubject(ticket), now }).map((clock) => {
    const { policy, calendars } = judgedBy(book, facts, clock);
    return {
      ...clock,
      when: policy.rules[clock.rule]?.when ?? {},
      policyVersion: policy.version,
      calendarVersion: calendars.find(({ name }) => name === clock.calendar)?.version,
      told: told.get(clockKey(clock)) ?? [],
      corrections: corrected.get(clockKey(clock)) ?? [],
    };
  });
}
