import { TransientError } from '#domain/errors.ts';
import type { FiledMessage } from '#domain/ports.ts';
import type { Ticket } from '#domain/ticket.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';
import { settle } from '#functions/triage/settle.ts';

/**
 * A message lives on the ticket that it was first filed under, wherever that one went on. Its copies may name other
 * threads, come after the ticket was closed, or for another customer: none of them makes a matter of its own.
 */

const LONGEST_CHAIN = 20;

/** A ticket at which a chain of merges ends. */
export interface Home {
  readonly ticketId: string;
  /** Absent when it has yet to be opened. */
  readonly ticket: Ticket | undefined;
}

/** @throws {TransientError} when the chain has not ended. */
export async function homeOf({ tickets }: TriagePorts, first: string): Promise<Home> {
  let ticketId = first;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const ticket = await tickets.get(ticketId);
    if (!ticket?.mergedInto) return { ticketId, ticket };
    ticketId = ticket.mergedInto;
  }
  throw new TransientError('merges have not ended');
}

/** What is to be done with kept messages at a place: told there, and which other tickets turned out to be the same matter. */
export interface Sorted {
  readonly here: readonly FiledMessage[];
  readonly sameMatter: readonly string[];
}

type Somewhere = { readonly ticketId: string; readonly customerId: string };

/** Where one copy belongs: `here`, or nowhere else than at its home, which then has been told. */
async function sortOne(ports: TriagePorts, filed: FiledMessage, place: Somewhere): Promise<Sorted> {
  const here = { here: [filed], sameMatter: [] };
  if (filed.ticketId === place.ticketId) return here;
  const { ticketId, ticket } = await homeOf(ports, filed.ticketId);
  if (ticketId === place.ticketId) return here;
  const isTheirs = filed.message.customerId === place.customerId;
  if (isTheirs && ticket?.status !== 'closed') return { ...here, sameMatter: [ticketId] };
  // What a ticket did not hear before it was closed was seen by nobody, and goes on here.
  const isTold = await settle(ports, { ticketId, filed: [filed], since: 0, opens: ticket === undefined });
  return isTold ? { here: [], sameMatter: [] } : here;
}

/** Sorts what was kept by where it lives: most were stored just now, at this very place. */
export async function sortedByHome(
  ports: TriagePorts,
  filed: readonly FiledMessage[],
  place: Somewhere,
): Promise<Sorted> {
  const all = await Promise.all(filed.map((each) => sortOne(ports, each, place)));
  return { here: all.flatMap(({ here }) => here), sameMatter: [...new Set(all.flatMap((each) => each.sameMatter))] };
}

/** Whether a closed ticket, or the one that each of these lives on, has heard them all: then they open no successor. */
export async function isOldNews(
  ports: TriagePorts,
  filed: readonly FiledMessage[],
  closedId: string,
): Promise<boolean> {
  for (const each of filed) {
    const { ticketId, ticket } = await homeOf(ports, each.ticketId);
    const tell = (id: string, opens: boolean) => settle(ports, { ticketId: id, filed: [each], since: 0, opens });
    if (!((await tell(ticketId, ticket === undefined)) || (await tell(closedId, false)))) return false;
  }
  return true;
}
