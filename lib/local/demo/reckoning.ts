import { type Entry, type MessageRef, saidAt } from '#domain/entry.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import { promiseOf } from '#domain/priority/assessment.ts';
import type { ClocksInput } from '#domain/timeline/clocks-of.ts';
import type { TimelineClock } from '#domain/timeline/timeline-clock.ts';
import type { TicketHistory } from '#local/care/found.ts';

/** What another calculator makes of a ticket's history, as it was known at an instant. */

export type Reckoned = Pick<
  TimelineClock,
  'clock' | 'episode' | 'cycle' | 'dueAt' | 'warnings' | 'breachedAt' | 'doneAt' | 'endedAt'
>;
export type Calculator = (input: ClocksInput) => readonly Reckoned[];

export interface Reckoning {
  readonly calculator: Calculator;
  readonly book: SlaBook;
  /** The instant of the last sweep, epoch milliseconds. */
  readonly untilMs: number;
}

/** A ticket and what is known of it. */
export type Kept = TicketHistory;

const MINUTE_MS = 60_000;
/** The calculator steps by whole minutes: what cutting instants to them may move, in milliseconds. */
export const BLUR_MS = 2 * MINUTE_MS;

const cut = (at: string): string => new Date(Math.floor(Date.parse(at) / MINUTE_MS) * MINUTE_MS).toISOString();

/**
 * Ids in the order of the instants at which messages were said: those of one minute would else be in the order of their ids.
 * A message that is told twice stands where it was told first.
 */
function namesOf(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const said = entries.flatMap(({ deed }) =>
    deed.type === 'heard' ? deed.messages : deed.type === 'reply_sent' ? [deed.message] : [],
  );
  const once = [...new Map(said.toReversed().map((message) => [message.id, message])).values()];
  const inOrder = once.toSorted((a, b) => Date.parse(saidAt(a)) - Date.parse(saidAt(b)) || (a.id < b.id ? -1 : 1));
  return new Map(inOrder.map(({ id }, rank) => [id, String(rank).padStart(6, '0')]));
}

/** A history whose instants are cut to minutes. */
function cutHistory(entries: readonly Entry[]): Entry[] {
  const names = namesOf(entries);
  const nameOf = (id: string): string => names.get(id) ?? id;
  const cutMessage = <Message extends MessageRef>(message: Message): Message => ({
    ...message,
    id: nameOf(message.id),
    sentAt: cut(message.sentAt),
    ...(message.startsAt && { startsAt: cut(message.startsAt) }),
  });
  const cutDeed = (deed: Entry['deed']): Entry['deed'] => {
    if (deed.type === 'heard') return { ...deed, messages: deed.messages.map(cutMessage) };
    if (deed.type === 'reply_sent') return { ...deed, message: cutMessage(deed.message) };
    if (deed.type !== 'amended') return deed;
    return { ...deed, amendments: deed.amendments.map((each) => ({ ...each, messageId: nameOf(each.messageId) })) };
  };
  return entries.map((entry) => ({ ...entry, at: cut(entry.at), deed: cutDeed(entry.deed) }));
}

/** The clocks by what was known at an instant, as they stand `laterMs` after it. */
export function reckon({ ticket, entries }: Kept, known: string, by: Reckoning & { readonly laterMs?: number }) {
  const past = cutHistory(entries.filter(({ at }) => at <= known));
  if (past.length === 0) return [];
  const now = cut(new Date(Date.parse(known) + (by.laterMs ?? 0)).toISOString());
  const about = { ...ticket, priority: promiseOf(ticket.assessment) };
  return by.calculator({ ...by.book, entries: past, ticket: about, now });
}
