import type { Change } from '#domain/apply-change.ts';
import type { Classification } from '#domain/classification.ts';
import type { Entry } from '#domain/entry.ts';
import type { IndexedTicket, ListQuery } from '#domain/listing.ts';
import type { Amendment, Message } from '#domain/message.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import type { Reply, ReplyLease } from '#domain/reply.ts';
import type { Ticket } from '#domain/ticket.ts';

/** What the stories need from the outside, in domain words. Adapters and test doubles implement it alike. */

/** The present instant, ISO 8601 UTC with milliseconds. */
export type Clock = () => string;

/** A fresh random id. */
export type NewId = () => string;

/** A message as it is kept: with its ticket, and what it was found to say (customers' messages only). */
export interface FiledMessage {
  readonly message: Message;
  readonly ticketId: string;
  readonly classification?: Classification | undefined;
}

/** Names a message: the account and the platform's id. */
export interface MessageKey {
  readonly account: string;
  readonly id: string;
}

export interface Messages {
  /** Keeps a message unless it is kept already; answers with what is kept. The put is the commit and the dedupe. */
  put(filed: FiledMessage): Promise<{ outcome: 'stored' | 'duplicate'; filed: FiledMessage }>;
  /** The kept ones among these, in no order. */
  getAll(keys: readonly MessageKey[]): Promise<FiledMessage[]>;
  /** Keeps an edit or a deletion, once by its id, before or after its message. */
  amend(amendment: Amendment): Promise<'stored' | 'duplicate'>;
  /** The amendments of each message that has any, by message id. */
  amendmentsOf(keys: readonly MessageKey[]): Promise<ReadonlyMap<string, readonly Amendment[]>>;
  /** Takes the words out of a kept message; the fact that it was said stays. */
  erase(key: MessageKey): Promise<void>;
}

export interface Threads {
  /**
   * The tickets that these thread keys lead to; keys that lead nowhere are pointed at the first of them, or at `fresh`
   * when no key is known. Two callers at once get the same answer. More than one id means two tickets are one matter.
   */
  resolve(thread: ThreadRef, fresh: string): Promise<[string, ...string[]]>;
  /** Points every key at another ticket, where it still points at `from`. */
  repoint(thread: ThreadRef, from: string, to: string): Promise<void>;
  /**
   * Points every key at this ticket, whatever it led to: a talk that a ticket's private step has opened. The ticket that a
   * key led to is the same matter: `resolve` gives both until `repoint` has turned one into the other.
   * @returns the other tickets that keys led to.
   */
  join(thread: ThreadRef, ticketId: string): Promise<string[]>;
  /** Every ticket that a customer's threads lead to, each once; some may have been merged away or closed. */
  ticketsOf(account: string, customerId: string): Promise<string[]>;
}

export interface ThreadRef {
  readonly account: string;
  readonly customerId: string;
  readonly keys: readonly string[];
}

/**
 * Decides on a ticket as it stands. `entries` are those after the revision asked for, oldest first; `book` is the policy
 * in force with its calendars.
 */
export type Decide = (ticket: Ticket | undefined, entries: readonly Entry[], book: SlaBook) => Change | undefined;

export interface Tickets {
  /** Strongly consistent. */
  get(id: string): Promise<Ticket | undefined>;
  /**
   * Reads, decides, writes if nothing changed meanwhile, and decides anew if it did. The clocks of what is written are
   * derived from the whole history. `decide` is pure; answering
   * undefined leaves the ticket alone. What `decide` throws is thrown. With `since`, `decide` is also told every entry
   * after that revision.
   * @returns the ticket as it stands and whether this call changed it.
   * @throws {TransientError} when contention outlasts the patience of the caller.
   */
  change(id: string, decide: Decide, since?: number): Promise<{ ticket: Ticket | undefined; changed: boolean }>;
  /** Every entry, oldest first. Strongly consistent and complete. */
  history(id: string): Promise<Entry[]>;
  /** One page of tickets in work, in queue order: priority first, then longest waiting. */
  list(query: ListQuery): Promise<{ tickets: Ticket[]; next?: string | undefined }>;
  /** Tickets whose next look is due at `now`, oldest first, in pages of at most `limit`; from an index that may be stale. */
  due(now: string, limit: number): AsyncIterable<readonly IndexedTicket[]>;
}

/** What became of an event that is no message: why it was ignored, or the whole of one that is not known. */
export interface Trace {
  readonly account: string;
  readonly eventId: string;
  readonly platform: string;
  readonly outcome: 'ignored' | 'unknown';
  /** The reason, or the platform's word for the unknown type. */
  readonly reason: string;
  readonly receivedAt: string;
  /** An unknown event as JSON: here, or in the bucket under `payloadKey` when it is large. */
  readonly payload?: string;
  readonly payloadKey?: string | undefined;
}

/** The bucket: bytes that are too large for a queue message or an item. */
export interface Blobs {
  put(key: string, text: string): Promise<void>;
  /** @throws {PermanentError} when there is nothing under the key. */
  get(key: string): Promise<string>;
  remove(key: string): Promise<void>;
}

/** Puts queue messages; each body at most 1 MiB. @throws {TransientError} when the queue did not take every one. */
export type Enqueue = (bodies: readonly string[]) => Promise<void>;

/** Sets work aside that no retry can mend, with its reason. @throws {TransientError} when it could not be set aside. */
export type Park = (body: string, reason: string) => Promise<void>;

export interface Traces {
  /** Keeps a trace; the same event again changes nothing. */
  put(trace: Trace): Promise<void>;
}

export interface Notes {
  put(note: { ticketId: string; noteId: string; text: string; by: string; at: string }): Promise<void>;
  ofTicket(ticketId: string): Promise<{ noteId: string; text: string; by: string; at: string }[]>;
}

export interface Replies {
  /** Keeps a reply under its id unless it is kept already; answers with what is kept. It is not sent before its ticket says so. */
  put(reply: Reply): Promise<Reply>;
  get(ticketId: string, replyId: string): Promise<Reply | undefined>;
  ofTicket(ticketId: string): Promise<Reply[]>;
  /** Remembers whose reply this is by its key (`replyKeyOf`), so that an echo that names it finds its ticket before anything else leads there. */
  mark(replyKey: string, to: { readonly ticketId: string; readonly at: string }): Promise<void>;
  /** The ticket of a reply that was marked. */
  marked(replyKey: string): Promise<string | undefined>;
  /** Writes the next state if the reply still is in the state given; false when somebody was faster. */
  advance(reply: Reply, seen: ReplyLease): Promise<boolean>;
}
