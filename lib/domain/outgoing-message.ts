import type { Message } from '#domain/message.ts';
import type { Reply } from '#domain/reply.ts';
import { platformOf } from '#domain/venue.ts';

/** The message that a sent reply became. The same reply gives the same message, however often it is asked. */

/**
 * By what an answer to our answer finds the ticket: the keys of the message answered, and our own id where messages are
 * found by their parent's.
 */
function threadKeysOf(messageId: string, answered: Message | undefined): readonly string[] {
  if (!answered) return [messageId];
  const byParent = answered.threadKeys.includes(answered.id);
  return byParent
    ? [messageId, answered.id, ...answered.threadKeys.filter((key) => key !== answered.id)]
    : answered.threadKeys;
}

/**
 * @param reply in state `sent`, its words still there; it was sent when it came into that state.
 * A private step is said where it is heard: in the talk that it opened.
 * @param answered the customer's message, when it is still kept.
 */
export function outgoingMessage(reply: Reply & { messageId: string }, answered: Message | undefined): Message {
  const { visibility, messageId, replyId, text, updatedAt: sentAt, opens } = reply;
  const { account, channel, customerId } = opens ?? reply;
  const platform = platformOf(account);
  return {
    account,
    platform,
    channel,
    visibility,
    id: messageId,
    threadKeys: opens?.threadKeys ?? threadKeysOf(messageId, answered),
    customerId,
    direction: 'out',
    author: { id: account.slice(platform.length + 1) },
    text,
    attachments: [],
    // What began the talk is on another account, or at least in another place.
    inReplyTo: opens ? undefined : reply.inReplyTo,
    sentAt,
    receivedAt: sentAt,
    replyId,
    by: reply.by.kind === 'automation' ? 'automation' : undefined,
    acknowledgement: reply.acknowledgement,
  };
}
