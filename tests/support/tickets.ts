import { SYSTEM } from '#domain/actor.ts';
import { applyChange } from '#domain/apply-change.ts';
import type { Deed } from '#domain/entry.ts';
import { foldHeard } from '#domain/fold.ts';
import type { Message } from '#domain/message.ts';
import { DEFAULT_SLA_POLICY } from '#domain/sla.ts';
import type { Ticket, TicketBody } from '#domain/ticket.ts';
import { atMinute, customerMessage, heard, NOON } from '#tests/support/messages.ts';

/** Builders of tickets for tests. */

/** A ticket as its first message leaves it. */
export function openedTicket(message: Message = customerMessage(), ticketId = 'ticket-1'): Ticket {
  const context = { ticketId, now: NOON, policy: DEFAULT_SLA_POLICY };
  return applyChange(undefined, foldHeard(undefined, [heard(message)], context), 'change-1');
}

/** The ticket after one more change. */
export function changedTicket(before: Ticket, deed: Deed, given: Partial<TicketBody> = {}): Ticket {
  const revision = before.revision + 1;
  const change = { body: { ...before, ...given }, deed, by: SYSTEM, at: atMinute(revision), isWork: false };
  return applyChange(before, change, `change-${revision}`);
}
