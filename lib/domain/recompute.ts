import { type Actor, SYSTEM } from '#domain/actor.ts';
import type { Change } from '#domain/apply-change.ts';
import type { Ticket } from '#domain/ticket.ts';

/** The change that derives a ticket's clocks anew, because the SLA policy or a calendar is another; its priority stays. */
export function recompute(
  ticket: Ticket,
  { now, by = SYSTEM, why }: { now: string; by?: Actor; why?: string | undefined },
): Change {
  return { body: ticket, deed: { type: 'recomputed' }, by, at: now, why, isWork: false };
}

/** Whether deriving anew has moved nothing and told nothing: then there is nothing to write. */
export function isIdle(before: Ticket | undefined, after: Ticket): boolean {
  const { deed, told } = after.lastEntry;
  if (deed.type !== 'recomputed' || told || before?.slaVersion === undefined) return false;
  return JSON.stringify(before.clocks) === JSON.stringify(after.clocks);
}
