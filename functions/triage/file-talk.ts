import { TransientError } from '#domain/errors.ts';
import { comparePositions } from '#domain/message.ts';
import { replyKeyOf } from '#domain/reply.ts';
import { homeOf, isOldNews, sortedByHome } from '#functions/triage/home.ts';
import { keepMessage } from '#functions/triage/keep-message.ts';
import { livePlace, type Place, restingPlace } from '#functions/triage/live-ticket.ts';
import { mergeTickets } from '#functions/triage/merge-tickets.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';
import { settle } from '#functions/triage/settle.ts';
import type { Talk } from '#functions/triage/talks.ts';

/** Files one talk: find its ticket, keep each message (the commit), then fold the ticket. */

const MOST_ROUNDS = 5;

/** Remembers the customer as their latest message shows them. */
async function rememberCustomer(ports: TriagePorts, { account, messages }: Talk): Promise<void> {
  const spoken = messages.map(({ message }) => message).filter(({ direction }) => direction === 'in');
  const last = [...spoken].sort(comparePositions).at(-1);
  if (last) await ports.customers.remember({ account, profile: last.author, seenAt: last.sentAt });
}

interface Folded {
  readonly isDone: boolean;
  /** Other tickets that turned out to be the same matter. */
  readonly sameMatter: readonly string[];
}

/** Where a talk is to be told; undefined when a closed ticket has heard it all, so that there is nothing to tell. */
async function placeOf(ports: TriagePorts, talk: Talk, first: string): Promise<Place | undefined> {
  const place = await restingPlace(ports, talk, first);
  if (place.ticket?.status !== 'closed') return place;
  const keys = talk.messages.map(({ message: { account, id } }) => ({ account, id }));
  const known = await ports.messages.getAll(keys);
  const isOld = known.length === keys.length && (await isOldNews(ports, known, place.ticketId));
  return isOld ? undefined : livePlace(ports, talk, place.ticketId);
}

/** Folds what was kept. A duplicate may live on another ticket, and its fold may be anywhere in history. */
async function foldKept(ports: TriagePorts, talk: Talk, first: string): Promise<Folded> {
  const place = await placeOf(ports, talk, first);
  if (!place) return { isDone: true, sameMatter: [] };
  const { ticketId, ticket, predecessor } = place;
  const kept = await Promise.all(talk.messages.map((arrived) => keepMessage(ports, arrived, ticketId)));
  const since = kept.every(({ outcome }) => outcome === 'stored') ? (ticket?.revision ?? 0) : 0;
  const filed = kept.map((each) => each.filed);
  const { here, sameMatter } = await sortedByHome(ports, filed, { ticketId, customerId: talk.customerId });
  if (here.length === 0) return { isDone: true, sameMatter };
  const isDone = await settle(ports, { ticketId, filed: here, since, predecessor, opens: ticket === undefined });
  return { isDone, sameMatter: sameMatter.length === 0 ? [] : [ticketId, ...sameMatter] };
}

/**
 * Where a talk belongs that nothing leads to yet: to the ticket whose private step it echoes, or to a fresh one. The echo
 * may be faster than the platform's answer that tells us where the talk is.
 */
async function freshPlace({ replies, newId }: TriagePorts, { messages }: Talk): Promise<string> {
  for (const { message } of messages) {
    const { direction, replyId, replyTicketId: ticketId } = message;
    if (direction !== 'out' || !replyId || !ticketId) continue;
    if (await replies.marked(replyKeyOf({ ticketId, replyId }))) return ticketId;
  }
  return newId();
}

/** @throws {TransientError} or an engine's error; any retry completes what was begun. */
export async function fileTalk(ports: TriagePorts, talk: Talk): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const ids = await goingOn(ports, talk, await ports.threads.resolve(talk, await freshPlace(ports, talk)));
    const { isDone, sameMatter } = await foldKept(ports, talk, ids[0]);
    const same = [...new Set([...ids, ...sameMatter])];
    if (isDone && same.length > 1) await unite(ports, talk, same);
    if (isDone) return rememberCustomer(ports, talk);
  }
  throw new TransientError('ticket keeps ending');
}

/** A talk that leads to closed tickets and to one that goes on belongs to the latter, and leads there from now on. */
async function goingOn(ports: TriagePorts, talk: Talk, ids: [string, ...string[]]): Promise<[string, ...string[]]> {
  if (ids.length === 1) return ids;
  const homes = await Promise.all(ids.map(async (id) => ({ id, home: await homeOf(ports, id) })));
  const isOver = ({ home }: (typeof homes)[number]) => home.ticket?.status === 'closed';
  const [first, ...others] = homes.filter((each) => !isOver(each)).map(({ id }) => id);
  if (!first) return ids;
  for (const { id } of homes.filter(isOver)) await ports.threads.repoint(talk, id, first);
  return [first, ...others];
}

/** Two threads are one matter: a ticket that is only pointed at is opened first, so that it can be merged away. */
async function unite(ports: TriagePorts, talk: Talk, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    if (!(await ports.tickets.get(id))) await foldKept(ports, talk, id);
  }
  await mergeTickets(ports, ids);
  for (const id of ids) await livePlace(ports, talk, id);
}
