import type { ClockCorrection, Verdict } from '#domain/clock-correction.ts';
import type { ClockFact } from '#domain/clock-fact.ts';
import type { Entry } from '#domain/entry.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import { onCalendarsOfNow } from '#domain/policy/books-in-time.ts';
import type { Ticket } from '#domain/ticket.ts';
import { clocksFrom } from '#domain/timeline/clocks-of.ts';
import { clockSubject } from '#domain/timeline/derive-clocks.ts';
import { readHistory, type TicketFacts } from '#domain/timeline/history.ts';
import { clockKey, episodeAt, factsIn } from '#domain/timeline/marks.ts';
import type { TimelineClock } from '#domain/timeline/timeline-clock.ts';

/** Where what was told of the end of clocks is not what the calendars say now. */

/** Whether a clock stands as broken after one more fact. A breach that was recovered from by an answer too late was one. */
function brokenBy({ fact, cause }: ClockFact, isBroken: boolean): boolean {
  if (fact === 'breached') return true;
  return fact === 'recovered' && cause !== 'done' ? false : isBroken;
}

/** What stands as broken after a whole history, by clock: what was told, and what was corrected since. */
function brokenClocks(history: readonly Entry[], facts: TicketFacts): ReadonlySet<string> {
  const broken = new Map<string, boolean>();
  const episodeOf = episodeAt(facts);
  for (const entry of history) {
    for (const fact of factsIn(entry, episodeOf(entry.at))) {
      const key = clockKey(fact);
      broken.set(key, brokenBy(fact, broken.get(key) ?? false));
    }
    if (entry.deed.type !== 'recomputed') continue;
    for (const correction of entry.deed.corrections ?? [])
      broken.set(clockKey(correction), correction.is === 'breached');
  }
  return new Set([...broken].flatMap(([key, isBroken]) => (isBroken ? [key] : [])));
}

/** Every clock that is over, as the policy has it that was in force when it was, on the calendars of now. */
function overClocks(ticket: Ticket, facts: TicketFacts, { book, now }: Correcting): TimelineClock[] {
  const clocks = clocksFrom(facts, { ...onCalendarsOfNow(book), ticket: clockSubject(ticket), now });
  return clocks.filter(({ doneAt, endedAt }) => doneAt !== undefined || endedAt !== undefined);
}

export interface Correcting {
  readonly book: SlaBook;
  readonly now: string;
}

/**
 * What has to be corrected of a ticket's clocks that are over: breaches that were none, and the reverse. A later policy
 * changes nothing of the past; a calendar that was mended does.
 * @param history every entry of the ticket.
 */
export function correctionsOf(ticket: Ticket, history: readonly Entry[], correcting: Correcting): ClockCorrection[] {
  const facts = readHistory(history);
  const broken = brokenClocks(history, facts);
  return overClocks(ticket, facts, correcting).flatMap((clock): ClockCorrection[] => {
    const { episode, cycle, breachedAt, doneAt } = clock;
    const isBroken = breachedAt !== undefined;
    const wasBroken = broken.has(clockKey(clock));
    if (isBroken === wasBroken) return [];
    const unbroken: Verdict = doneAt === undefined ? 'ended' : 'met';
    const [was, is] = wasBroken ? (['breached', unbroken] as const) : ([unbroken, 'breached'] as const);
    return [{ clock: clock.clock, episode, cycle, was, is }];
  });
}
