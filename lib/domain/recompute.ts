import { type Actor, SYSTEM } from '#domain/actor.ts';
import type { Change } from '#domain/apply-change.ts';
import type { ClockCorrection } from '#domain/clock-correction.ts';
import type { Ticket } from '#domain/ticket.ts';

interface Recomputing {
  readonly now: string;
  readonly by?: Actor;
  readonly why?: string | undefined;
  /** What was told of clocks that are over, and is not so. */
  readonly corrections?: readonly ClockCorrection[];
}

/** The change that derives a ticket's clocks anew, because the SLA policy or a calendar is another; its priority stays. */
export function recompute(ticket: Ticket, { now, by = SYSTEM, why, corrections = [] }: Recomputing): Change {
  const corrected = corrections.length > 0 && { corrections: [...corrections] };
  return { body: ticket, deed: { type: 'recomputed', ...corrected }, by, at: now, why, isWork: false };
}

/** Whether deriving anew has moved nothing and told nothing: then there is nothing to write. */
export function isIdle(before: Ticket | undefined, after: Ticket): boolean {
  const { deed, told } = after.lastEntry;
  if (deed.type !== 'recomputed' || deed.corrections || told || before?.slaVersion === undefined) return false;
  return JSON.stringify(before.clocks) === JSON.stringify(after.clocks);
}
