import { guardOfTicket } from '#domain/guard.ts';
import type { Reply } from '#domain/reply.ts';
import type { Ticket } from '#domain/ticket.ts';

/** What a reply that must not be sent after all is marked with; `reason` is a stable code. */
export type Refusal = { readonly reason: string } & Pick<Reply, 'guardVerdict' | 'guardReasons'>;

/** Why automation's own words must wait for a person. What a person wrote goes out on its own word. */
function guardRefusal({ by, guardVerdict }: Reply, ticket: Ticket): Refusal | undefined {
  if (by.kind === 'agent') return undefined;
  const { verdict, reasons } = guardOfTicket(ticket);
  const guardReasons: Reply['guardReasons'] = guardVerdict === 'may_speak' ? reasons : [...reasons, 'no_verdict'];
  if (verdict === 'may_speak' && guardReasons.length === 0) return undefined;
  return { reason: 'needs_a_person', guardVerdict: 'needs_a_person', guardReasons };
}

/** Why a reply must not be sent; undefined when it may. Asked at the last moment: the ticket may have changed since. */
export function refusalOf(reply: Reply, ticket: Ticket): Refusal | undefined {
  if (ticket.mergedInto) return { reason: 'ticket_merged' };
  if (ticket.status === 'spam') return { reason: 'ticket_is_spam' };
  if (reply.visibility !== ticket.visibility) return { reason: 'visibility_contradiction' };
  return guardRefusal(reply, ticket);
}
