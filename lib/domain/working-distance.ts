import { ROUND_THE_CLOCK } from '#domain/calendar/hours.ts';
import { workingMsBetween } from '#domain/calendar/working-time.ts';
import type { ClockFact } from '#domain/clock-fact.ts';
import type { ClockName } from '#domain/clock-name.ts';
import { hoursFor, type SlaBook } from '#domain/policy/book.ts';
import { targetFor } from '#domain/policy/rules.ts';
import type { Ticket } from '#domain/ticket.ts';

const MINUTE_MS = 60_000;

/** When a ticket's clock is due, and how many working minutes are left or over. */
export function aboutDue(
  ticket: Ticket,
  name: ClockName,
  { book, now }: { book: SlaBook; now: string },
): Pick<ClockFact, 'dueAt' | 'dueBy' | 'minutesLeft' | 'minutesOver'> {
  const { dueAt, dueBy } = ticket.clocks[name] ?? {};
  if (dueAt === undefined) return {};
  const subject = { ...ticket, priority: ticket.assessment.priority };
  const target = targetFor(book.policy, subject, name)?.target;
  const hours = target ? hoursFor(book.calendars, target.calendar, ticket) : ROUND_THE_CLOCK;
  const between = (from: string, to: string) =>
    Math.floor(workingMsBetween(hours, Date.parse(from), Date.parse(to)) / MINUTE_MS);
  const due = { dueAt, ...(dueBy && { dueBy }) };
  return dueAt > now ? { ...due, minutesLeft: between(now, dueAt) } : { ...due, minutesOver: between(dueAt, now) };
}
