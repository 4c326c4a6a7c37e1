import type { Tickets } from '#domain/ports.ts';
import type { Ticket } from '#domain/ticket.ts';
import type { ReadBacklog, Waiting } from './ports.ts';

/** What lies ahead of a new ticket. */

const PAGE = 100;
/** Beyond this many tickets nobody can say when it will be whose turn. */
export const MOST_WAITING = 1000;

const isWaiting = ({ status }: Ticket): boolean => status === 'new' || status === 'open';

const waitingOf = ({ id, account, openedAt, assessment: { priority } }: Ticket): Waiting => ({
  id,
  account,
  openedAt,
  priority,
});

/** @returns what reads the backlog, a page at a time. */
export function backlogOf({ list }: Pick<Tickets, 'list'>): ReadBacklog {
  return async () => {
    const waiting: Waiting[] = [];
    let after: string | undefined;
    do {
      const page = await list({ limit: PAGE, after });
      waiting.push(...page.tickets.filter(isWaiting).map(waitingOf));
      if (waiting.length > MOST_WAITING) return undefined;
      after = page.next;
    } while (after !== undefined);
    return waiting;
  };
}

/** How many of the account's tickets come first: more pressing ones, and those as pressing that are there already. */
export function aheadOf(ticket: Ticket, waiting: readonly Waiting[]): number {
  const { id, account, openedAt, assessment } = ticket;
  return waiting.filter(
    (other) =>
      other.id !== id &&
      other.account === account &&
      (other.priority < assessment.priority || (other.priority === assessment.priority && other.openedAt <= openedAt)),
  ).length;
}
