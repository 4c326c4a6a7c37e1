import type { ClockName } from '#domain/clock-name.ts';
import { type Waiting, waitingOn } from '#domain/metrics/backlog.ts';
import type { Tickets } from '#domain/ports.ts';

/** What waits now, read off the tickets in work. */

const PAGE = 100;
/** Beyond this many tickets in work the rest is not counted: the request must be answered in seconds. */
export const MOST_TICKETS = 2_000;

export interface WaitingNow {
  readonly waiting: readonly Waiting[];
  /** False when there are more tickets in work than were read: the most pressing were. */
  readonly isWhole: boolean;
}

/** Reads the queue, the most pressing first, up to a bound. */
export async function waitingNow(
  { list }: Pick<Tickets, 'list'>,
  asked: { clock: ClockName; now: string },
): Promise<WaitingNow> {
  const waiting: Waiting[] = [];
  let after: string | undefined;
  for (let read = 0; read < MOST_TICKETS; read += PAGE) {
    const page = await list({ limit: PAGE, after });
    waiting.push(...page.tickets.flatMap((ticket) => waitingOn(ticket, asked)));
    if (page.next === undefined) return { waiting, isWhole: true };
    after = page.next;
  }
  return { waiting, isWhole: false };
}
