import { TransientError } from '#domain/errors.ts';
import type { Ticket } from '#domain/ticket.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';
import type { Talk } from '#functions/triage/talks.ts';

/** Where a talk goes on today. */
export interface Place {
  readonly ticketId: string;
  /** The ticket as last read; absent when it has yet to be opened. */
  readonly ticket: Ticket | undefined;
  /** The closed ticket that this one will follow. */
  readonly predecessor?: string | undefined;
}

const LONGEST_CHAIN = 10;

/** Follows merges to the ticket that goes on; a closed one gets a linked successor, at which the threads point from now on. */
export async function livePlace(ports: TriagePorts, talk: Talk, ticketId: string): Promise<Place> {
  let id = ticketId;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const ticket = await ports.tickets.get(id);
    if (ticket?.mergedInto) {
      await ports.threads.repoint(talk, id, ticket.mergedInto);
      id = ticket.mergedInto;
    } else if (ticket?.status === 'closed') {
      const successor = ports.newId();
      await ports.threads.repoint(talk, id, successor);
      const [next] = await ports.threads.resolve(talk, successor);
      if (next === id) return { ticketId: id, ticket };
      const opened = await ports.tickets.get(next);
      if (!opened) return { ticketId: next, ticket: undefined, predecessor: id };
      id = next;
    } else {
      return { ticketId: id, ticket };
    }
  }
  throw new TransientError('ticket keeps moving');
}
