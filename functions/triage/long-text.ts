import { createHash } from 'node:crypto';
import type { Amendment, Message } from '#domain/message.ts';
import type { Blobs, Messages } from '#domain/ports.ts';

/** What a person writes fits an item; what is longer keeps its beginning there and the whole of it in the bucket. */
export const LONGEST_TEXT = 30_000;

/** The bucket key of a message's whole text, or of an edit of it. */
function keyOf({ account, id }: Pick<Message, 'account' | 'id'>, edit = ''): string {
  return `texts/${encodeURIComponent(account)}/${encodeURIComponent(id).slice(0, 500)}${edit}.txt`;
}

/** What an item holds of a text. */
export function keptText(text: string): string {
  return text.length <= LONGEST_TEXT ? text : text.slice(0, LONGEST_TEXT).toWellFormed();
}

/** The message as the table keeps it. */
export async function shortened(blobs: Blobs, message: Message): Promise<Message> {
  if (message.text === undefined || message.text.length <= LONGEST_TEXT) return message;
  const textKey = keyOf(message);
  await blobs.put(textKey, message.text);
  return { ...message, text: keptText(message.text), textKey };
}

/** An edit as the table keeps it; the message's own words may be longer, or shorter. */
export async function shortenedEdit(blobs: Blobs, amendment: Amendment): Promise<Amendment> {
  const { account, messageId, id, text } = amendment;
  if (text === undefined || text.length <= LONGEST_TEXT) return amendment;
  const textKey = keyOf({ account, id: messageId }, `-${createHash('sha256').update(id).digest('hex').slice(0, 16)}`);
  await blobs.put(textKey, text);
  return { ...amendment, text: keptText(text), textKey };
}

/** Takes a kept message's words out of the table, and first out of the bucket, where it was too long for the table. */
export async function eraseWords(
  { messages, blobs }: { readonly messages: Messages; readonly blobs: Blobs },
  { account, id, textKey }: Message,
): Promise<void> {
  if (textKey) await blobs.remove(textKey);
  await messages.erase({ account, id });
}
