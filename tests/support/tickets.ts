import { SYSTEM } from '#domain/actor.ts';
import { applyChange, type Change } from '#domain/apply-change.ts';
import type { Deed, Entry } from '#domain/entry.ts';
import { foldHeard } from '#domain/fold.ts';
import type { Message } from '#domain/message.ts';
import { DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import { replaced } from '#domain/policy/books-in-time.ts';
import { DEFAULT_PRIORITY_POLICY } from '#domain/priority/default-policy.ts';
import { recompute } from '#domain/recompute.ts';
import type { Ticket, TicketBody } from '#domain/ticket.ts';
import { atMinute, customerMessage, heard, NOON } from '#tests/support/messages.ts';

/** Builders of tickets for tests. */

/** The ticket after one more change. @param history what came before; of a ticket at its first revision, that alone. */
export function applied(before: Ticket | undefined, change: Change, history?: readonly Entry[]): Ticket {
  const changeId = `change-${(before?.revision ?? 0) + 1}`;
  return applyChange(before, change, {
    changeId,
    history: history ?? (before ? [before.lastEntry] : []),
    book: DEFAULT_SLA_BOOK,
    priorityPolicy: DEFAULT_PRIORITY_POLICY,
  });
}

/** A ticket as its first message leaves it. */
export function openedTicket(message: Message = customerMessage(), ticketId = 'ticket-1'): Ticket {
  return applied(undefined, foldHeard(undefined, [heard(message)], { ticketId, now: NOON, ...DEFAULT_SLA_BOOK }));
}

/** The ticket after one more change. */
export function changedTicket(
  before: Ticket,
  deed: Deed,
  given: Partial<TicketBody> & Pick<Change, 'told'> = {},
): Ticket {
  const { told, ...body } = given;
  const at = atMinute(before.revision + 1);
  return applied(before, { body: { ...before, ...body }, deed, by: SYSTEM, at, isWork: false, ...(told && { told }) });
}

/** A ticket that is changed step by step, its history kept beside it. */
export function ticketStory(begun: SlaBook = DEFAULT_SLA_BOOK) {
  let ticket: Ticket | undefined;
  let book = begun;
  const history: Entry[] = [];
  const images: { before: Ticket | undefined; after: Ticket }[] = [];
  return {
    history,
    /** The ticket before and after each change, as the table's stream tells it. */
    images,
    book,
    get ticket(): Ticket {
      if (!ticket) throw new Error('nothing has happened yet');
      return ticket;
    },
    /** From now on another policy, or other calendars, are in force: the clocks are derived anew. @returns what that told. */
    rule(minute: number, next: SlaBook): Entry['told'] {
      book = replaced(book, next, atMinute(minute));
      return this.decide((before) => before && recompute(before, { now: atMinute(minute) }));
    },
    /** Applies a decision. @returns what it told of clocks. */
    decide(decision: (ticket: Ticket | undefined, book: SlaBook) => Change | undefined): Entry['told'] {
      const change = decision(ticket, book);
      if (!change) return undefined;
      const before = ticket;
      const changeId = `change-${history.length + 1}`;
      ticket = applyChange(before, change, { changeId, history, book, priorityPolicy: DEFAULT_PRIORITY_POLICY });
      images.push({ before, after: ticket });
      history.push(ticket.lastEntry);
      return ticket.lastEntry.told ?? [];
    },
    /** Messages are heard. */
    hear(minute: number, ...messages: [Message, ...Message[]]): Entry['told'] {
      const [first, ...others] = messages.map(heard);
      if (!first) return [];
      const context = { ticketId: 'ticket-1', now: atMinute(minute), policy: book.policy };
      return this.decide((before) => foldHeard(before, [first, ...others], context));
    },
  };
}
