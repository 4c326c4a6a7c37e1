import { TransientError } from '#domain/errors.ts';
import { heardIn, mergedInto, survivor } from '#domain/merge.ts';
import type { Ticket } from '#domain/ticket.ts';
import { messageKeyOf } from '#domain/venue.ts';
import { homeOf } from '#functions/triage/home.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';
import { settle } from '#functions/triage/settle.ts';

/**
 * Makes one ticket of several that turned out to be the same matter. First the loser is marked, which decides for
 * everybody where it goes; then what it heard is carried over, by whoever comes across it, until the survivor knows it
 * all. Marks always lead to the ticket opened earlier, so chains end.
 */

const LONGEST_CHAIN = 20;

/** Carries what a merged ticket heard to where its matter goes on. Idempotent. */
export async function carryOver(ports: TriagePorts, merged: Ticket): Promise<void> {
  const { ticket: end } = await homeOf(ports, merged.id);
  if (!end) throw new TransientError('merge target is missing');
  const refs = heardIn(await ports.tickets.history(merged.id));
  const filed = await ports.messages.getAll(refs.map((ref) => messageKeyOf(ref, merged)));
  const isDone = await settle(ports, { ticketId: end.id, filed, since: 0, moved: true });
  if (!isDone) throw new TransientError('merge target has ended');
}

/** The tickets in which these go on, each once. */
async function goingOn(ports: TriagePorts, ids: readonly string[]): Promise<Ticket[]> {
  const ends = await Promise.all(ids.map((id) => homeOf(ports, id)));
  const live = ends.flatMap(({ ticket }) => (ticket && ticket.status !== 'closed' ? [ticket] : []));
  return [...new Map(live.map((ticket) => [ticket.id, ticket])).values()];
}

/** Marks all but one of these as merged into it. What they heard is carried over when they are next come across. */
export async function mergeTickets(ports: TriagePorts, ids: readonly string[]): Promise<void> {
  for (let round = 0; round < LONGEST_CHAIN; round++) {
    const [first, ...others] = await goingOn(ports, ids);
    if (!first || others.length === 0) return;
    const winner = survivor([first, ...others]);
    for (const { id } of [first, ...others].filter((ticket) => ticket.id !== winner.id)) {
      await ports.tickets.change(id, (ticket) =>
        ticket && ticket.status !== 'closed' ? mergedInto(ticket, winner.id, ports.clock()) : undefined,
      );
    }
  }
  throw new TransientError('merging tickets keep moving');
}
