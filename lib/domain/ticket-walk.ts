import type { Status } from '#domain/status.ts';

/** Walks through tickets, in no order that means anything; the index behind it may be stale. */
export interface TicketWalk {
  /** The parts that tickets of these statuses lie in; each is walked by itself. */
  shards(statuses: readonly Status[]): string[];
  /** The ids of one page. `next` is where the following one begins; absent on the last. */
  page(
    shard: string,
    from: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<{ ids: string[]; next?: string | undefined }>;
}
