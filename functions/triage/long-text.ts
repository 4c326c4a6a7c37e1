import type { Message } from '#domain/message.ts';
import type { Blobs, Messages } from '#domain/ports.ts';

/** What a person writes fits an item; what is longer keeps its beginning there and the whole of it in the bucket. */
export const LONGEST_TEXT = 30_000;

/** The bucket key of a message's whole text. */
function textKeyOf({ account, id }: Message): string {
  return `texts/${encodeURIComponent(account)}/${encodeURIComponent(id).slice(0, 500)}.txt`;
}

/** The message as the table keeps it. */
export async function shortened(blobs: Blobs, message: Message): Promise<Message> {
  if (message.text === undefined || message.text.length <= LONGEST_TEXT) return message;
  const textKey = textKeyOf(message);
  await blobs.put(textKey, message.text);
  return { ...message, text: message.text.slice(0, LONGEST_TEXT).toWellFormed(), textKey };
}

/** Takes a kept message's words out of the table, and first out of the bucket, where it was too long for the table. */
export async function eraseWords(
  { messages, blobs }: { readonly messages: Messages; readonly blobs: Blobs },
  { account, id, textKey }: Message,
): Promise<void> {
  if (textKey) await blobs.remove(textKey);
  await messages.erase({ account, id });
}
