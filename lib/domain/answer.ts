import type { Message } from '#domain/message.ts';
import type { SlaPolicy } from '#domain/policy/policy.ts';

/**
 * Whether a message answers the customer: a person's does, automation's when the policy says so, and an acknowledgement
 * never. An answer closes a question, and makes the ticket wait for the customer.
 */
export function answers(
  { direction, by = 'person', acknowledgement }: Pick<Message, 'direction' | 'by' | 'acknowledgement'>,
  { automationAnswers }: Pick<SlaPolicy, 'automationAnswers'>,
): boolean {
  return direction === 'out' && !acknowledgement && (by === 'person' || automationAnswers);
}
