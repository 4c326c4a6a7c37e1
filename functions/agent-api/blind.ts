import type { Author } from '#domain/message.ts';
import type { Assessment } from '#domain/priority.ts';
import type { Ticket } from '#domain/ticket.ts';
import type { AgentApiPorts } from './ports.ts';

/** Blind mode: whoever picks a ticket from the queue picks it for what was said, not for who said it. */

/** Whether who the customer is must not be seen: nobody has claimed the ticket, and the stage is blind until then. */
export function isBlind(
  { blindUntilClaimed }: Pick<AgentApiPorts, 'blindUntilClaimed'>,
  { assignee }: Ticket,
): boolean {
  return blindUntilClaimed && assignee === undefined;
}

/** A score of what was said alone: the points for reach would tell how many followers there are. */
export function withoutReach(assessment: Assessment): Assessment {
  const factors = assessment.factors.filter(({ name }) => name !== 'reach');
  return { ...assessment, factors, score: factors.reduce((sum, { points }) => sum + points, 0) };
}

/** An author of whom nothing shows but the id. */
export const nameless = ({ id }: Author): Author => ({ id });
