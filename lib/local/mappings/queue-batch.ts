/** How received messages become batches. */
import type { QueueMessage } from './queue-records.ts';

/** Bytes of messages that an event may carry, some room for its frame left. */
export const MAX_EVENT_BYTES = 5_900_000;

/** Bytes that messages take in an event. */
export function sizeOf(messages: readonly QueueMessage[]): number {
  return messages.reduce((sum, { Body }) => sum + Buffer.byteLength(JSON.stringify(Body)), 0);
}

/** Parts that fit into one event each. */
export function chunksBySize(messages: readonly QueueMessage[]): QueueMessage[][] {
  const chunks: QueueMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    const size = sizeOf([message]);
    if (size > room) {
      chunks.push([]);
      room = MAX_EVENT_BYTES;
    }
    chunks.at(-1)?.push(message);
    room -= size;
  }
  return chunks;
}

/** What a filter sees: the body is parsed where it is JSON. */
export function filterView({ MessageId, Body }: QueueMessage): object {
  try {
    return { messageId: MessageId, body: JSON.parse(Body) as unknown };
  } catch {
    return { messageId: MessageId, body: Body };
  }
}
