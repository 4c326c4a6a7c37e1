import type { Message } from '#domain/message.ts';
import type { Normalised } from './event.ts';

/** The words of a message as they stand now, as an edit of it: for platforms that list things and tell no changes. */
export function editOf(message: Message, { id, at }: { readonly id: string; readonly at: string }): Normalised {
  const { account, platform, channel, customerId, threadKeys, id: messageId, text, rating } = message;
  const place = { account, platform, channel, customerId, threadKeys };
  return { kind: 'amendment', amendment: { ...place, messageId, id, kind: 'edit', text, rating, at } };
}
