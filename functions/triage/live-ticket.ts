import { TransientError } from '#domain/errors.ts';
import type { Ticket } from '#domain/ticket.ts';
import { carryOver } from '#functions/triage/merge-tickets.ts';
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

type Thread = Pick<Talk, 'account' | 'customerId' | 'keys'>;

const LONGEST_CHAIN = 10;

/** Points the talk's threads from a closed ticket at its successor; whoever is first names it. */
async function successorOf(ports: TriagePorts, thread: Thread, closedId: string): Promise<string> {
  await ports.threads.repoint(thread, closedId, ports.newId());
  const [next] = await ports.threads.resolve(thread, closedId);
  return next;
}

/** Carries over every link of a chain of merges, and only then points past it: whoever dies on the way is repeated. */
async function pastMerges(ports: TriagePorts, thread: Thread, first: Ticket): Promise<string> {
  const passed: string[] = [];
  let next = first.id;
  for (let ticket: Ticket | undefined = first; ticket?.mergedInto; ticket = await ports.tickets.get(next)) {
    passed.push(ticket.id);
    await carryOver(ports, ticket);
    next = ticket.mergedInto;
  }
  for (const id of passed) await ports.threads.repoint(thread, id, next);
  return next;
}

/**
 * Follows merges to the ticket at which they end, completing those that were left half done: it goes on, is closed, or
 * has yet to be opened. The talk's threads point there from now on.
 */
export async function restingPlace(ports: TriagePorts, thread: Thread, ticketId: string): Promise<Place> {
  let id = ticketId;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const ticket = await ports.tickets.get(id);
    if (!ticket?.mergedInto) return { ticketId: id, ticket };
    id = await pastMerges(ports, thread, ticket);
  }
  throw new TransientError('ticket keeps moving');
}

/** Where something new is to be told: a closed ticket gets a linked successor, and the talk's threads point there. */
export async function livePlace(ports: TriagePorts, thread: Thread, ticketId: string): Promise<Place> {
  let place = await restingPlace(ports, thread, ticketId);
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    if (place.ticket?.status !== 'closed') return place;
    const predecessor = place.ticketId;
    const next = await successorOf(ports, thread, predecessor);
    place = { ...(await restingPlace(ports, thread, next)), predecessor };
  }
  throw new TransientError('ticket keeps moving');
}
