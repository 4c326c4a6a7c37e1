import { duePages } from '#adapters/table/due-pages.ts';
import type { ItemStore } from '#adapters/table/item-store.ts';
import { entryKey, itemOf, ticketKey, ticketPk } from '#adapters/table/keys.ts';
import { ticketItem, ticketOf } from '#adapters/table/ticket-item.ts';
import { listTickets } from '#adapters/table/ticket-lists.ts';
import { applyChange } from '#domain/apply-change.ts';
import { type Entry, entry as entrySchema } from '#domain/entry.ts';
import { TransientError } from '#domain/errors.ts';
import type { ReadSlaBook, SlaBook } from '#domain/policy/book.ts';
import type { Decide, NewId, Tickets } from '#domain/ports.ts';
import type { ReadPriorityPolicy } from '#domain/priority/versions.ts';
import { isIdle } from '#domain/recompute.ts';
import type { Ticket } from '#domain/ticket.ts';

/**
 * Tickets, changed one revision at a time. A change and its history entry are written as one item (the entry rides inside
 * the ticket) and the entry is then copied to a place of its own; whoever overwrites a ticket makes sure that its
 * predecessor's entry has got there. So history is complete without paying for a transaction. Clocks are derived from the
 * history, which is therefore read at each change that may move them.
 */

export interface TicketDeps {
  readonly store: ItemStore;
  readonly slaBook: ReadSlaBook;
  readonly priorityPolicy: ReadPriorityPolicy;
  readonly newId: NewId;
  /** Waits before the n-th try, n from 1, with jitter. */
  readonly backOff: (attempt: number) => Promise<void>;
}

/** How often a change is tried against contention before the queue gets it back. */
const MOST_TRIES = 60;

async function keepEntry(store: ItemStore, ticketId: string, entry: Entry): Promise<void> {
  await store.put(itemOf('entry', entryKey(ticketId, entry.revision), { entry }));
}

/** Completes what a writer that died after its change left undone. */
async function ensureEntry(store: ItemStore, { id, revision, lastEntry }: Ticket): Promise<void> {
  if (!(await store.get(entryKey(id, revision)))) await keepEntry(store, id, lastEntry);
}

/** Whether our own change was written although its answer was lost: then the entry of that revision is ours. */
async function isOurs(store: ItemStore, current: Ticket, written: Ticket): Promise<boolean> {
  if (current.revision < written.revision) return false;
  if (current.revision === written.revision) return current.lastEntry.id === written.lastEntry.id;
  const item = await store.get(entryKey(current.id, written.revision));
  return item !== undefined && entrySchema.parse(item['entry']).id === written.lastEntry.id;
}

async function readTicket(store: ItemStore, id: string): Promise<Ticket | undefined> {
  const item = await store.get(ticketKey(id));
  return item && ticketOf(item);
}

/** The entries after a revision, up to the one the ticket carries. */
async function entriesSince(store: ItemStore, { id, revision, lastEntry }: Ticket, since: number): Promise<Entry[]> {
  if (revision <= since) return [];
  const keys = Array.from({ length: revision - since - 1 }, (_, index) => entryKey(id, since + 1 + index));
  const items = since === 0 ? await store.query(ticketPk(id), 'entry#') : await store.getAll(keys);
  const kept = items.map((item) => entrySchema.parse(item['entry'])).filter((entry) => entry.revision < revision);
  return [...kept.sort((a, b) => a.revision - b.revision), lastEntry];
}

interface Write {
  readonly before: Ticket | undefined;
  readonly after: Ticket;
  readonly book: SlaBook;
}

async function writeTicket({ store }: TicketDeps, { before, after, book }: Write): Promise<boolean> {
  const condition = before ? { unchanged: { revision: before.revision } } : 'absent';
  if (before) await ensureEntry(store, before);
  const { put } = await store.put(ticketItem(after, book.policy), condition);
  if (put) await keepEntry(store, after.id, after.lastEntry);
  return put;
}

/** Reads a ticket's history, the whole of it once, and later only what came after. */
function historyReader(store: ItemStore) {
  let known: readonly Entry[] = [];
  return {
    /** The entries after a revision, up to the one the ticket carries. */
    since: async (ticket: Ticket, revision: number): Promise<readonly Entry[]> => {
      if (ticket.revision <= revision) return [];
      if (revision > 0 && known.length === 0) return entriesSince(store, ticket, revision);
      known = [...known, ...(await entriesSince(store, ticket, known.at(-1)?.revision ?? 0))];
      return known.filter((entry) => entry.revision > revision);
    },
  };
}

async function changeTicket(deps: TicketDeps, change: { id: string; decide: Decide; since: number | undefined }) {
  const { id, decide, since } = change;
  const changeId = deps.newId();
  const history = historyReader(deps.store);
  const [book, priorityPolicy] = await Promise.all([deps.slaBook(), deps.priorityPolicy()]);
  let written: Ticket | undefined;
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const before = await readTicket(deps.store, id);
    if (written && before && (await isOurs(deps.store, before, written))) return { ticket: before, changed: true };
    const entries = before && since !== undefined ? await history.since(before, since) : [];
    const change = decide(before, entries, book);
    if (!change) return { ticket: before, changed: false };
    const whole = before && !change.keepsClocks ? await history.since(before, 0) : [];
    written = applyChange(before, change, { changeId, history: whole, book, priorityPolicy });
    if (isIdle(before, written)) return { ticket: before, changed: false };
    if (await writeTicket(deps, { before, after: written, book })) return { ticket: written, changed: true };
    await deps.backOff(attempt);
  }
  throw new TransientError('ticket is busy');
}

async function historyOf(store: ItemStore, id: string): Promise<Entry[]> {
  // The ticket first: entries up to the one before its own are certain to have been kept by then.
  const ticket = await readTicket(store, id);
  const kept = (await store.query(ticketPk(id), 'entry#')).map((item) => entrySchema.parse(item['entry']));
  const isMissing = ticket && !kept.some(({ revision }) => revision === ticket.revision);
  return isMissing ? [...kept, ticket.lastEntry] : kept;
}

/** The tickets of a table. */
export function tableTickets(deps: TicketDeps): Tickets {
  return {
    get: (id) => readTicket(deps.store, id),
    change: (id, decide, since) => changeTicket(deps, { id, decide, since }),
    history: (id) => historyOf(deps.store, id),
    list: (query) => listTickets(deps.store, query),
    due: (now, limit) => duePages(deps.store, { now, limit }),
  };
}
