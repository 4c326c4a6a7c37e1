import type { ExplanationView } from '#contracts/agent-api-priority-views.ts';
import type { Entry } from '#domain/entry.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import { type Explanation, explain } from '#domain/priority/explain.ts';
import type { PriorityInputs } from '#domain/priority/inputs.ts';
import { inputsOf } from '#domain/priority/of-ticket.ts';
import type { PriorityPolicy } from '#domain/priority/policy.ts';
import { reputationOf } from '#domain/reputation.ts';
import type { Ticket } from '#domain/ticket.ts';
import { readHistory } from '#domain/timeline/history.ts';
import { isBlind, PERSONAL_FACTORS } from './blind.ts';
import type { AgentApiPorts } from './ports.ts';

/** A ticket's priority explained, as it may be seen. */

/** What a ticket is judged by. */
export interface Asked {
  readonly ticket: Ticket;
  readonly inputs: PriorityInputs;
  readonly blind: boolean;
  /** Every entry up to the ticket's revision. */
  readonly history: readonly Entry[];
  readonly book: SlaBook;
}

/** Inputs without who the customer is. What is judged by them can't tell, whatever policy it is judged under. */
function impersonalInputs({ tier: _tier, said, ...inputs }: PriorityInputs): PriorityInputs {
  const unknown = { followers: undefined, verified: undefined };
  return { ...inputs, said: said.map((one) => ({ ...one, ...unknown })) };
}

/** What a ticket is judged by at this instant, without who the customer is where the ticket is blind. */
export async function askedOf(ports: AgentApiPorts, ticket: Ticket): Promise<Asked> {
  const [written, book] = await Promise.all([ports.tickets.history(ticket.id), ports.slaBook()]);
  // What was written since the ticket was read is in the history already.
  const history = written.filter(({ revision }) => revision <= ticket.revision);
  const inputs = inputsOf(ticket, readHistory(history), { at: ports.clock(), book });
  const blind = isBlind(ports, ticket);
  return { ticket, inputs: blind ? impersonalInputs(inputs) : inputs, blind, history, book };
}

/** @param blind leaves out what would be found if it were known who the customer is. */
function shown({ factors, raisedBy, loweredBy, ...explanation }: Explanation, blind: boolean): Explanation {
  if (!blind) return { ...explanation, factors, raisedBy, loweredBy };
  const isShown = (name: (typeof PERSONAL_FACTORS)[number]) => !PERSONAL_FACTORS.includes(name);
  return {
    ...explanation,
    factors: factors.filter(({ name }) => isShown(name)),
    raisedBy: raisedBy.filter(({ factor }) => isShown(factor)),
    loweredBy: loweredBy.filter(({ factor }) => isShown(factor)),
  };
}

/** The explanation of inputs under a policy. */
export function explanationOf(inputs: PriorityInputs, policy: PriorityPolicy, blind = false): ExplanationView {
  const explanation = shown(explain(inputs, policy), blind);
  return {
    ...explanation,
    factors: [...explanation.factors],
    raisedBy: [...explanation.raisedBy],
    loweredBy: [...explanation.loweredBy],
    changes: explanation.changes && { ...explanation.changes },
    reputation: blind ? undefined : reputationOf(inputs.said, inputs.visibility),
  };
}
