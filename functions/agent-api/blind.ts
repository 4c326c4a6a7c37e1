import type { Entry } from '#domain/entry.ts';
import type { Author } from '#domain/message.ts';
import type { Assessment } from '#domain/priority/assessment.ts';
import type { FactorName } from '#domain/priority/factor.ts';
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

/** Who the customer is: how many follow them, and what they are worth to the brand. */
export const PERSONAL_FACTORS: readonly FactorName[] = ['reach', 'tier'];

/**
 * A score of what was said alone: points for reach would tell how many followers there are, and so would the hash to
 * whoever tries the numbers.
 */
export function impersonal(assessment: Assessment): Assessment {
  const factors = assessment.factors.filter(({ name }) => !PERSONAL_FACTORS.includes(name));
  const score = factors.reduce((sum, { points }) => sum + points, 0);
  return { ...assessment, factors, score, inputsHash: undefined };
}

/** An entry that does not say what the customer is worth to the brand. */
export const impersonalEntry = (entry: Entry): Entry =>
  entry.deed.type === 'tier_set' ? { ...entry, deed: { type: 'tier_set' } } : entry;

/** An author of whom nothing shows but the id. */
export const nameless = ({ id }: Author): Author => ({ id });
