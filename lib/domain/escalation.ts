import type { Change } from '#domain/apply-change.ts';
import type { ClockFact } from '#domain/clock-fact.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';
import { raisedPriority } from '#domain/priority/label.ts';
import type { TicketClock } from '#domain/sla.ts';
import type { Ticket, TicketBody } from '#domain/ticket.ts';

/** A step of the escalation: somebody is told, and the ticket may be raised or handed on. */

type Step = SlaPolicy['escalation'][number];

/** The ticket with the step noted on its clock. */
function stepped(ticket: Ticket, { clock: name, number = 0 }: ClockFact): TicketBody {
  const clock = ticket.clocks[name];
  const steps = [...(clock?.steps ?? []), number].sort((a, b) => a - b);
  return { ...ticket, clocks: { ...ticket.clocks, [name]: clock && { ...clock, steps } } };
}

/** What a breach before it has raised stands until the episode ends: a clock that is broken again raises no further. */
function isRaised({ clocks, episode }: Ticket, { clock }: ClockFact, { on }: Step): boolean {
  return on === 'breached' && (clocks[clock]?.breaches ?? 1) > 1 && (episode.raised ?? 0) > 0;
}

function raised(body: TicketBody, { raisePriority }: Step): TicketBody {
  if (!raisePriority || body.assessment.priority === 'P1') return body;
  const { assessment, episode } = body;
  const raised = (episode.raised ?? 0) + 1;
  return {
    ...body,
    episode: { ...episode, raised },
    assessment: { ...assessment, priority: raisedPriority(assessment.priority, 1), raised },
  };
}

function handedOn(body: TicketBody, { reassignTo }: Step): TicketBody {
  return reassignTo === undefined ? body : { ...body, assignee: reassignTo };
}

/** What is told of a step: after a breach it says of which, for each breach takes its own steps. */
function toldOfStep(ticket: Ticket, fact: ClockFact, { on, notify }: Step): ClockFact {
  const { breaches = 1 } = ticket.clocks[fact.clock] ?? {};
  return { ...fact, on, notify, ...(on === 'breached' && { breach: breaches }) };
}

/** The clock as another breach finds it: what was done because of a breach before it is to be done again. */
export function stepsBefore({ steps }: TicketClock, policy: SlaPolicy): Pick<TicketClock, 'steps'> {
  const kept = steps?.filter((step) => policy.escalation[step]?.on === 'warning');
  return { steps: kept?.length ? kept : undefined };
}

/** Why the ticket was raised or handed on, for whoever reads its history. */
function whyOf({ clock }: ClockFact, { on, afterMinutes = 0 }: Step): string {
  const what = on === 'breached' ? `the clock ${clock} was due` : `the clock ${clock} warned`;
  return afterMinutes === 0 ? `Escalation: ${what}.` : `Escalation: ${what} ${afterMinutes} minutes before.`;
}

/**
 * Takes a step.
 * @param fact what is told of the clock; its number is the step's place in the policy.
 */
export function escalation(
  ticket: Ticket,
  fact: ClockFact,
  policy: SlaPolicy,
): Pick<Change, 'body' | 'deed' | 'told' | 'keepsClocks' | 'isWork'> & { why: string } {
  const { number: step = 0, clock } = fact;
  const taken: Step = policy.escalation[step] ?? { on: 'breached', notify: 'assignee' };
  const noted = stepped(ticket, fact);
  const body = handedOn(isRaised(ticket, fact, taken) ? noted : raised(noted, taken), taken);
  const [from, to] = [ticket.assessment.priority, body.assessment.priority];
  const isHandedOn = body.assignee !== undefined && body.assignee !== ticket.assignee;
  return {
    body,
    deed: {
      type: 'escalated',
      clock,
      step,
      ...(from !== to && { priority: { from, to } }),
      ...(isHandedOn && { assignee: { from: ticket.assignee, to: body.assignee ?? '' } }),
    },
    told: [toldOfStep(ticket, fact, taken)],
    // Only another priority gives the clocks other targets.
    keepsClocks: from === to,
    isWork: isHandedOn,
    why: whyOf(fact, taken),
  };
}
