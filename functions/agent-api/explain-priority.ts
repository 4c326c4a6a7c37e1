import { NotFoundError } from '#domain/errors.ts';
import type { Assessment } from '#domain/priority/assessment.ts';
import type { PriorityPolicy } from '#domain/priority/policy.ts';
import { PRIORITY_DOCUMENT, policyOf } from '#domain/priority/versions.ts';
import { impersonal } from './blind.ts';
import type { Operation } from './call.ts';
import { askedOf, explanationOf } from './explanation.ts';
import type { AgentApiPorts } from './ports.ts';
import { priorityPolicyNamed } from './priority-policy.ts';

/** Why a ticket has its priority: told under the version it was judged under, for this instant. */

/** The policy a ticket was judged under; the one in force when it is none of those that can still be read. */
async function policyFor(ports: AgentApiPorts, { policyVersion }: Assessment): Promise<PriorityPolicy> {
  const judged = await priorityPolicyNamed(ports, policyVersion);
  return judged ?? policyOf(await ports.priorityPolicies.current(PRIORITY_DOCUMENT));
}

export function explainPriority(ports: AgentApiPorts): Operation<'explainPriority'> {
  return async ({ parameters: { ticketId } }) => {
    const ticket = await ports.tickets.get(ticketId);
    if (!ticket) throw new NotFoundError('There is no such ticket.');
    const { assessment } = ticket;
    const [{ inputs, blind }, policy] = await Promise.all([askedOf(ports, ticket), policyFor(ports, assessment)]);
    return {
      body: {
        ticketId,
        kept: blind ? impersonal(assessment) : assessment,
        blind: blind ? true : undefined,
        explanation: explanationOf(inputs, policy, blind),
      },
    };
  };
}
