import type { Actor } from '#domain/actor.ts';
import type { HolidayTable } from '#domain/calendar/regional-holidays.ts';
import type { Rhythms } from '#domain/channel/rhythms.ts';
import type { Channels } from '#domain/channel-health.ts';
import type { Customers } from '#domain/customers.ts';
import type { Labels } from '#domain/labels.ts';
import type { LinkTo, MediaBook } from '#domain/media.ts';
import type { MetricsRows } from '#domain/metrics/rows-port.ts';
import type { ReadSlaBook } from '#domain/policy/book.ts';
import type { SlaDocuments } from '#domain/policy/documents.ts';
import type { Clock, Messages, NewId, Notes, Replies, Threads, Tickets } from '#domain/ports.ts';
import type { PriorityPolicies } from '#domain/priority/versions.ts';
import type { Promises } from '#domain/promise/promises.ts';
import type { Reply } from '#domain/reply.ts';
import type { Platform } from '#platforms/platform.ts';

/** Which list a cursor belongs to, and when it is used. */
interface CursorScope {
  readonly list: string;
  readonly now: string;
}

/** Makes and reads the cursors of lists. */
export interface Cursors {
  seal(position: string, scope: CursorScope): Promise<string>;
  /** Undefined when the cursor is forged, of another list or expired. */
  open(cursor: string, scope: CursorScope): Promise<string | undefined>;
}

/** Tells a reply's ticket what became of it, whatever is missing of that; see lib/domain/conclude-reply.ts. */
export type ConcludeReply = (reply: Reply, said: { by: Actor; why?: string | undefined }) => Promise<unknown>;

/** What the agent API needs from the outside. */
export interface AgentApiPorts {
  readonly tickets: Tickets;
  readonly threads: Pick<Threads, 'ticketsOf'>;
  readonly customers: Pick<Customers, 'setTier'>;
  readonly messages: Messages;
  readonly labels: Labels;
  readonly media: Pick<MediaBook, 'of'>;
  readonly linkTo: LinkTo;
  readonly notes: Notes;
  readonly replies: Replies;
  readonly promises: Promises;
  readonly rhythms: Pick<Rhythms, 'all'>;
  readonly channels: Pick<Channels, 'all'>;
  readonly sla: SlaDocuments;
  /** What is in force, by which clocks are shown. */
  readonly slaBook: ReadSlaBook;
  readonly priorityPolicies: PriorityPolicies;
  readonly metricsRows: MetricsRows;
  /** The public holidays that were compiled. */
  readonly holidays: HolidayTable;
  readonly cursors: Cursors;
  readonly concludeReply: ConcludeReply;
  /** Blind mode: nobody sees who a customer is before their ticket is claimed. */
  readonly blindUntilClaimed: boolean;
  readonly platformNamed: (name: string) => Platform | undefined;
  readonly clock: Clock;
  readonly newId: NewId;
}
