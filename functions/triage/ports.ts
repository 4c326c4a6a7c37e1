import type { Classifier } from '#domain/classification.ts';
import type { Customers } from '#domain/customers.ts';
import type { Labels } from '#domain/labels.ts';
import type { MediaBook } from '#domain/media.ts';
import type { Review } from '#domain/opinion.ts';
import type { Blobs, Clock, Enqueue, Messages, NewId, Park, Replies, Threads, Tickets, Traces } from '#domain/ports.ts';
import type { Count } from '#functions/shell/count.ts';
import type { Log } from '#functions/shell/log.ts';

/** What triage needs from the outside. */
export interface TriagePorts {
  readonly messages: Messages;
  readonly labels: Pick<Labels, 'of'>;
  readonly media: Pick<MediaBook, 'erase'>;
  readonly threads: Threads;
  readonly tickets: Tickets;
  readonly customers: Pick<Customers, 'remember' | 'tier'>;
  readonly replies: Pick<Replies, 'get' | 'marked'>;
  readonly traces: Traces;
  readonly blobs: Blobs;
  /** The embedded classifier. */
  readonly classify: Classifier;
  /** What a cloud classifier adds, where the stage has one. */
  readonly review: Review;
  /** The queue of polls: what was only named is fetched by others. */
  readonly fetchLater: Enqueue;
  readonly park: Park;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  readonly count: Count;
}
