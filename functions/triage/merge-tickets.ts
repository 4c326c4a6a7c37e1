import { TransientError } from '#domain/errors.ts';
import { heardIn, mergedInto, survivor } from '#domain/merge.ts';
import type { Ticket } from '#domain/ticket.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';
import { settle } from '#functions/triage/settle.ts';

/** Makes one ticket of several that turned out to be the same matter. */

const MOST_ROUNDS = 20;

/** Moves everything one ticket heard to another and ends it; what it hears in between is moved in the next round. */
async function absorb(ports: TriagePorts, loser: Ticket, winnerId: string): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = await ports.tickets.get(loser.id);
    if (!before || before.mergedInto) return;
    const refs = heardIn(await ports.tickets.history(loser.id));
    const filed = await ports.messages.getAll(refs.map(({ id }) => ({ account: loser.account, id })));
    if (!(await settle(ports, { ticketId: winnerId, filed, since: 0, moved: true })))
      throw new TransientError('merge target ended');
    const { changed } = await ports.tickets.change(loser.id, (ticket) =>
      ticket && !ticket.mergedInto && ticket.lastMessageSeen === before.lastMessageSeen
        ? mergedInto(ticket, winnerId, ports.clock())
        : undefined,
    );
    if (changed) return;
  }
  throw new TransientError('merging tickets keep moving');
}

/** @param ids of tickets that exist. @returns the id of the one that goes on. */
export async function mergeTickets(ports: TriagePorts, ids: readonly string[]): Promise<string | undefined> {
  const found = (await Promise.all(ids.map((id) => ports.tickets.get(id)))).flatMap((ticket) => ticket ?? []);
  const [first, ...others] = found.filter(({ mergedInto, status }) => !mergedInto && status !== 'closed');
  if (!first) return undefined;
  const winner = survivor([first, ...others]);
  for (const ticket of [first, ...others]) {
    if (ticket.id !== winner.id) await absorb(ports, ticket, winner.id);
  }
  return winner.id;
}
