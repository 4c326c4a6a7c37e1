import type { Change } from '#domain/apply-change.ts';
import { type CommandContext, current, work } from '#domain/commands.ts';
import { RefusedError } from '#domain/errors.ts';
import type { Ticket } from '#domain/ticket.ts';

/**
 * Commits a message to be hidden. The ticket stays as it is: nobody was answered, and on spam there is most to hide.
 * @throws {RefusedError} when the matter goes on elsewhere.
 */
export function queueHiding(
  before: Ticket | undefined,
  context: CommandContext & { replyId: string; messageId: string },
): Change | undefined {
  const ticket = current(before, context);
  if (ticket.mergedInto)
    throw new RefusedError('ticket_merged', 'The matter goes on in another ticket: hide it there.');
  const { replyId, messageId: hides } = context;
  return work(ticket, { type: 'reply_queued', replyId, hides }, context);
}
