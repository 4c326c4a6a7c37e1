import type { Actor } from '#domain/actor.ts';
import type { Deed } from '#domain/entry.ts';
import type { Ticket, TicketBody } from '#domain/ticket.ts';

/** What a decision wants done to a ticket: its next body and the deed that explains it. */
export interface Change {
  readonly body: TicketBody;
  readonly deed: Deed;
  readonly by: Actor;
  readonly at: string;
  readonly why?: string | undefined;
  /** True for what agents edit: moves the ETag. */
  readonly isWork: boolean;
}

/** Turns a decision into the ticket's next revision, its history entry inside. */
export function applyChange(before: Ticket | undefined, change: Change, changeId: string): Ticket {
  const revision = (before?.revision ?? 0) + 1;
  const { deed, by, at, why } = change;
  return {
    ...change.body,
    revision,
    workVersion: (before?.workVersion ?? 0) + (change.isWork ? 1 : 0),
    updatedAt: at,
    lastEntry: { id: changeId, revision, at, by, why, deed },
  };
}
