import type { Message } from '#domain/message.ts';
import { bookAt, type SlaBook } from '#domain/policy/book.ts';
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

/** Whether automation answers at an instant. */
export type Answering = (at: string) => Pick<SlaPolicy, 'automationAnswers'>;

/** A message answers, or does not, by the policy that was in force when it was said, whatever holds later. */
export const answeringIn =
  (book: SlaBook): Answering =>
  (at) =>
    bookAt(book, at).policy;
