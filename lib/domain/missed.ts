import type { Message } from '#domain/message.ts';

/** What is older than this at its receipt was missed, where nobody had listened. */
export const MISSED_AFTER_MS = 15 * 60_000;

/** A message that was fetched after a gap: marked, unless it was said a moment ago. */
export function missed(message: Message): Message {
  const age = Date.parse(message.receivedAt) - Date.parse(message.sentAt);
  return message.direction === 'in' && age > MISSED_AFTER_MS ? { ...message, missed: true } : message;
}
