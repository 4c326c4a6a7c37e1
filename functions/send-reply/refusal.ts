import { guardVerdict } from '#domain/guard.ts';
import type { Reply } from '#domain/reply.ts';
import type { Ticket } from '#domain/ticket.ts';

/**
 * Why a reply must not be sent after all, as a stable code; undefined when it may. Asked at the last moment: the ticket
 * may have changed since the reply was queued.
 */
export function refusalOf(reply: Reply, ticket: Ticket): string | undefined {
  if (ticket.mergedInto) return 'ticket_merged';
  if (ticket.status === 'spam') return 'ticket_is_spam';
  if (reply.visibility !== ticket.visibility) return 'visibility_contradiction';
  // Only what a person wrote goes out on its own word.
  const mayBeSaid =
    reply.by.kind === 'agent' || (reply.guardVerdict === 'may_speak' && guardVerdict(ticket) === 'may_speak');
  return mayBeSaid ? undefined : 'needs_a_person';
}
