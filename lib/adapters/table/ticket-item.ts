import type { Item } from '#adapters/table/item-store.ts';
import { itemOf, ticketKey } from '#adapters/table/keys.ts';
import { dueShard, statusShard } from '#adapters/table/shards.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import { isInWork } from '#domain/status.ts';
import { nextDue } from '#domain/sweep.ts';
import { type Ticket, ticket as ticketSchema } from '#domain/ticket.ts';

/** A ticket as an item: its body, and the attributes by which the indexes find it. */

/** Where a ticket stands in the queue: priority, then how long it has waited. */
export function queueKey({ assessment, episode, openedAt, id }: Ticket): string {
  return `${assessment.priority}#${episode.startedAt ?? openedAt}#${id}`;
}

function indexAttributes(ticket: Ticket, policy: SlaPolicy): Record<string, string> {
  if (ticket.mergedInto) return {};
  const due = nextDue(ticket, policy);
  return {
    statusShard: statusShard(ticket.status, ticket.id),
    queueKey: queueKey(ticket),
    ...(ticket.assignee && isInWork(ticket.status) ? { assignee: ticket.assignee } : {}),
    ...(due ? { dueShard: dueShard(ticket.id), dueKey: `${due}#${ticket.id}` } : {}),
  };
}

export function ticketItem(ticket: Ticket, policy: SlaPolicy): Item {
  return itemOf('ticket', ticketKey(ticket.id), {
    revision: ticket.revision,
    ...indexAttributes(ticket, policy),
    ticket,
  });
}

/** @throws {z.core.$ZodError} when the item is none of ours. */
export function ticketOf(item: Item): Ticket {
  return ticketSchema.parse(item['ticket']);
}
