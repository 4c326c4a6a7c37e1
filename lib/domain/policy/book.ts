import type { Calendar } from '#domain/calendar/calendar.ts';
import { DEFAULT_CALENDAR, type Hours, ROUND_THE_CLOCK } from '#domain/calendar/hours.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';

/** What is in force: one policy and the calendars it may name. */
export interface SlaBook {
  readonly policy: SlaPolicy;
  readonly calendars: readonly Calendar[];
  /** What was in force before, the oldest first: clocks that were over by then stand by it. Absent: nothing else ever was. */
  readonly past?: readonly PastBook[] | undefined;
}

/** What was in force until an instant, and no longer at it. */
export interface PastBook extends Pick<SlaBook, 'policy' | 'calendars'> {
  readonly until: string;
}

/** What was in force at an instant; what is, where none is given. */
export function bookAt(book: SlaBook, at: string | undefined): Pick<SlaBook, 'policy' | 'calendars'> {
  return (at !== undefined && book.past?.find(({ until }) => at < until)) || book;
}

/**
 * Reads what is in force; it may be what was, for as long as a book is kept.
 * @param notBefore an instant: what was in force before it is too old. By the book of a ticket's last change, for
 * instance, nothing is derived that contradicts the ticket.
 */
export type ReadSlaBook = (notBefore?: string) => Promise<SlaBook>;

/** What holds until somebody has written a policy or a calendar. */
export const DEFAULT_SLA_BOOK: SlaBook = { policy: DEFAULT_SLA_POLICY, calendars: [DEFAULT_CALENDAR] };

/** Whose `business` hours are meant. */
export interface HoursOf {
  readonly account: string;
  readonly team?: string | undefined;
}

function businessOf(calendars: readonly Calendar[], { account, team }: HoursOf): Calendar | undefined {
  return (
    calendars.find(({ teams }) => team !== undefined && teams?.includes(team)) ??
    calendars.find(({ accounts }) => accounts?.includes(account)) ??
    calendars.find(({ name }) => name === 'business')
  );
}

/**
 * The hours that a target names. A name that no calendar has (a policy that names one is refused when it is saved) means
 * business hours, and where there are none either, those that ship: no message is lost for want of a calendar.
 */
export function hoursFor(calendars: readonly Calendar[], name: string, of: HoursOf): Hours {
  if (name === ROUND_THE_CLOCK) return ROUND_THE_CLOCK;
  const named = name === 'business' ? undefined : calendars.find((calendar) => calendar.name === name);
  return named ?? businessOf(calendars, of) ?? DEFAULT_CALENDAR;
}
