import { createHash } from 'node:crypto';
import { mediaKeys } from '#domain/media.ts';
import type { Amendment, Message } from '#domain/message.ts';
import type { Blobs } from '#domain/ports.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';

/** What a person writes fits an item; what is longer keeps its beginning there and the whole of it in the bucket. */
export const LONGEST_TEXT = 30_000;

/** The bucket key of a whole text: other words of one id, an edit's or another writer's, never take its place. */
function keyOf({ account, id }: Pick<Message, 'account' | 'id'>, told: string): string {
  const mark = createHash('sha256').update(told).digest('hex').slice(0, 16);
  return `texts/${encodeURIComponent(account)}/${encodeURIComponent(id).slice(0, 500)}-${mark}.txt`;
}

/** What an item holds of a text. */
export function keptText(text: string): string {
  return text.length <= LONGEST_TEXT ? text : text.slice(0, LONGEST_TEXT).toWellFormed();
}

/** The message as the table keeps it. */
export async function shortened(blobs: Blobs, message: Message): Promise<Message> {
  if (message.text === undefined || message.text.length <= LONGEST_TEXT) return message;
  const textKey = keyOf(message, message.text);
  await blobs.put(textKey, message.text);
  return { ...message, text: keptText(message.text), textKey };
}

/** An edit as the table keeps it; the message's own words may be longer, or shorter. */
export async function shortenedEdit(blobs: Blobs, amendment: Amendment): Promise<Amendment> {
  const { account, messageId, id, text } = amendment;
  if (text === undefined || text.length <= LONGEST_TEXT) return amendment;
  const textKey = keyOf({ account, id: messageId }, id);
  await blobs.put(textKey, text);
  return { ...amendment, text: keptText(text), textKey };
}

/** What is erased with: a part of triage's ports. */
type Erasing = Pick<TriagePorts, 'messages' | 'media' | 'blobs' | 'clock'>;

/**
 * Takes out of the bucket what a message carried. The mark that it is erased comes first: whoever fetches at this moment
 * writes down what they kept, finds the mark, and takes it out again.
 */
async function eraseMedia({ media, blobs, clock }: Erasing, { account, id, attachments }: Message): Promise<void> {
  if (attachments.length === 0) return;
  const { count } = await media.erase({ account, id }, { count: attachments.length, at: clock() });
  await Promise.all(mediaKeys({ account, id }, count).map((key) => blobs.remove(key)));
}

/**
 * Takes a kept message's words out of the table, and first out of the bucket what lies there of it: a text that was too
 * long for the table, and what it carried. While the table names them, whoever tries again finds them.
 */
export async function eraseWords(ports: Erasing, message: Message): Promise<void> {
  const { messages, blobs } = ports;
  const { account, id, textKey } = message;
  if (textKey) await blobs.remove(textKey);
  await eraseMedia(ports, message);
  await messages.erase({ account, id });
}
