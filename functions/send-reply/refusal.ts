import { guardOfTicket } from '#domain/guard.ts';
import type { FiledMessage } from '#domain/ports.ts';
import type { Reply } from '#domain/reply.ts';
import type { Ticket } from '#domain/ticket.ts';
import { lastVenue, venueOf } from '#domain/venue.ts';

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

/**
 * Whether a reply would go where it was not meant to. It goes to the place of the message that it answers and nowhere
 * else; what answers private words is private, and only what was said in public can be hidden.
 */
export function isMisdirected(reply: Reply, ticket: Ticket, answered: FiledMessage | undefined): boolean {
  const places = answered ? [answered.message] : [venueOf(ticket), lastVenue(ticket)];
  const place = places.find(({ account, channel }) => account === reply.account && channel === reply.channel);
  if (!place || place.customerId !== reply.customerId) return true;
  const isPublic = reply.visibility === 'public';
  return place.visibility === 'private' ? isPublic || reply.hide === true : false;
}

/** Why a reply must not be sent; undefined when it may. Asked at the last moment: the ticket may have changed since. */
export function refusalOf(reply: Reply, ticket: Ticket, answered: FiledMessage | undefined): Refusal | undefined {
  if (ticket.mergedInto) return { reason: 'ticket_merged' };
  if (isMisdirected(reply, ticket, answered)) return { reason: 'visibility_contradiction' };
  // What a customer said in public may be hidden on any ticket: spam most of all.
  if (reply.hide) return undefined;
  if (ticket.status === 'spam') return { reason: 'ticket_is_spam' };
  return guardRefusal(reply, ticket);
}
