import type { Classifier } from '#domain/classification.ts';
import type {
  Blobs,
  Clock,
  Customers,
  Messages,
  NewId,
  Park,
  Replies,
  Threads,
  Tickets,
  Traces,
} from '#domain/ports.ts';
import type { Count } from '#functions/shell/count.ts';
import type { Log } from '#functions/shell/log.ts';

/** What triage needs from the outside. */
export interface TriagePorts {
  readonly messages: Messages;
  readonly threads: Threads;
  readonly tickets: Tickets;
  readonly customers: Customers;
  readonly replies: Pick<Replies, 'get'>;
  readonly traces: Traces;
  readonly blobs: Blobs;
  readonly classify: Classifier;
  readonly park: Park;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  readonly count: Count;
}
