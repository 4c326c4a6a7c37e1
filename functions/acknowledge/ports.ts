import type { ReadSlaBook } from '#domain/policy/book.ts';
import type { Clock, Messages, Replies, Tickets } from '#domain/ports.ts';
import type { Promises } from '#domain/promise/promises.ts';
import type { Ticket } from '#domain/ticket.ts';
import type { Platform } from '#platforms/platform.ts';

/** What a stage says of acknowledgements. */
export interface AcknowledgeSettings {
  /** Where customers are told what to expect; nowhere else. */
  readonly channels: readonly string[];
  /** Minutes of work that an answer takes, as a median. */
  readonly handlingMinutes: number;
  /** People on duty, by the calendar that they work by, where it does not say so itself. */
  readonly staff: { readonly default: number; readonly byCalendar?: Readonly<Record<string, number>> | undefined };
}

/** A ticket that waits for a person. */
export type Waiting = Pick<Ticket, 'id' | 'account' | 'openedAt'> & Pick<Ticket['assessment'], 'priority'>;

/** Every ticket that waits for a person; undefined when there are more than anybody should promise on. */
export type ReadBacklog = () => Promise<readonly Waiting[] | undefined>;

/** What the acknowledging function needs from the outside. */
export interface AcknowledgePorts {
  readonly tickets: Pick<Tickets, 'get' | 'change' | 'history'>;
  readonly messages: Pick<Messages, 'getAll'>;
  readonly replies: Pick<Replies, 'put' | 'ofTicket'>;
  readonly promises: Promises;
  readonly slaBook: ReadSlaBook;
  readonly backlog: ReadBacklog;
  readonly settings: AcknowledgeSettings;
  readonly platformNamed: (name: string) => Platform | undefined;
  readonly clock: Clock;
}
