import type { Message } from '#domain/message.ts';
import type { FiledMessage } from '#domain/ports.ts';
import { shortened } from '#functions/triage/long-text.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';
import type { ArrivedMessage } from '#functions/triage/talks.ts';

/** Keeps a message under its id: the put is the commit and the dedupe. */

/** What became of it, and what is kept. */
interface Kept {
  readonly outcome: 'stored' | 'duplicate';
  readonly filed: FiledMessage;
}

async function put(ports: TriagePorts, filed: FiledMessage): Promise<Kept> {
  const message = await shortened(ports.blobs, filed.message);
  const kept = await ports.messages.put({ ...filed, message });
  // A copy of a message that was deleted meanwhile would leave its words in the bucket for good.
  const { textKey } = message;
  if (textKey && kept.filed.message.textKey !== textKey) await ports.blobs.remove(textKey);
  return kept;
}

/** Copies may leave the author out, and say the same; another author with other words has said something else. */
async function isAnother({ messages }: TriagePorts, { message: known }: FiledMessage, message: Message) {
  if (known.customerId === message.customerId) return false;
  if (known.text === message.text && known.attachments.length === message.attachments.length) return false;
  const amendments = await messages.amendmentsOf([known]);
  return !amendments.get(known.id)?.some(({ kind }) => kind === 'deletion');
}

/**
 * Keeps a message with its ticket. Where the platform's id stands for another customer's words already, the customer is
 * added to the id, so that nobody's words are lost: a test event of a dashboard names one id again and again.
 */
export async function keepMessage(ports: TriagePorts, arrived: ArrivedMessage, ticketId: string): Promise<Kept> {
  const { message, classification } = arrived;
  const first = await put(ports, { message, ticketId, classification });
  const isClash = first.outcome === 'duplicate' && (await isAnother(ports, first.filed, message));
  const id = `${message.id}~${message.customerId}`;
  const kept = isClash ? await put(ports, { message: { ...message, id }, ticketId, classification }) : first;
  ports.count(kept.outcome === 'stored' ? 'MessagesStored' : 'MessagesSeenAgain');
  return kept;
}
