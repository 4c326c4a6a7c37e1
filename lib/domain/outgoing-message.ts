import type { Message } from '#domain/message.ts';
import type { Reply } from '#domain/reply.ts';

/** The message that a sent reply became. The same reply gives the same message, however often it is asked. */

/** The platform's name and the brand's id there: `<platform>:<id>`. */
function accountParts(account: string): { platform: string; brand: string } {
  const cut = account.indexOf(':');
  return { platform: account.slice(0, cut), brand: account.slice(cut + 1) };
}

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
 * @param answered the customer's message, when it is still kept.
 */
export function outgoingMessage(reply: Reply & { messageId: string }, answered: Message | undefined): Message {
  const { account, channel, visibility, customerId, messageId, replyId, text, updatedAt: sentAt } = reply;
  const { platform, brand } = accountParts(account);
  return {
    account,
    platform,
    channel,
    visibility,
    id: messageId,
    threadKeys: threadKeysOf(messageId, answered),
    customerId,
    direction: 'out',
    author: { id: brand },
    text,
    attachments: [],
    inReplyTo: reply.inReplyTo,
    sentAt,
    receivedAt: sentAt,
    replyId,
    by: reply.by.kind === 'automation' ? 'automation' : undefined,
    acknowledgement: reply.acknowledgement,
  };
}
