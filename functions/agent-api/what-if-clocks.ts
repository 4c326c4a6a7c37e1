import type { ComparedView } from '#contracts/agent-api-priority-views.ts';
import { clockChanges, rederived } from '#domain/clock-change.ts';
import { assess } from '#domain/priority/assessment.ts';
import type { PriorityInputs } from '#domain/priority/inputs.ts';
import type { PriorityPolicy } from '#domain/priority/policy.ts';
import { isInWork } from '#domain/status.ts';
import type { TicketBody } from '#domain/ticket.ts';
import type { Asked } from './explanation.ts';

/** What another priority would make of a ticket's clocks. */

/** How a ticket would be judged, and at which instant its clocks are looked at. */
interface Judging {
  readonly inputs: PriorityInputs;
  readonly policy: PriorityPolicy;
  readonly now: string;
}

/**
 * Tells the clocks that would change if a ticket were judged so now, by the very change that judging it writes: before as
 * they stand, after as they would. The tier and the visibility count twice: for the priority, and for the rules of the SLA policy.
 * @returns nothing of a ticket of whose customer nothing may show: due times would tell it.
 */
export function clocksJudged(asked: Asked, { inputs, policy, now }: Judging): ComparedView['clocks'] {
  const { ticket, history, book, blind } = asked;
  if (blind) return undefined;
  if (!isInWork(ticket.status)) return [];
  const { tier, visibility } = inputs;
  const body: TicketBody = { ...ticket, tier, visibility, assessment: assess(inputs, policy) };
  const changes = clockChanges(ticket, rederived(ticket, history, { book, now, body }));
  return changes.map(({ effects, ...clock }) => ({ ...clock, effects: [...effects] }));
}
