import type { Priority } from '#domain/sla.ts';
import type { Status } from '#domain/status.ts';

/** What a list of tickets is asked for. */
export interface ListQuery {
  readonly status?: Status | undefined;
  readonly assignee?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly limit: number;
  /** The queue key after which the page starts, from the page before. */
  readonly after?: string | undefined;
}

/** A ticket as an index names it; the index may be stale. */
export interface IndexedTicket {
  readonly id: string;
  readonly dueAt: string;
}
