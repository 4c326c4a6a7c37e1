/** How stream records become batches. */
import type { StreamRecord } from '../engines/stream-reader.ts';
import { shortHash } from '../template/names.ts';

const MAX_EVENT_BYTES = 5_900_000;

/** Records by partition key, so that lanes can be worked side by side. */
export function lanesOf(records: readonly StreamRecord[], count: number, partitionKey: string): StreamRecord[][] {
  const lanes: StreamRecord[][] = Array.from({ length: count }, () => []);
  for (const record of records) {
    const partition = JSON.stringify(record.dynamodb.Keys[partitionKey]);
    lanes[Number.parseInt(shortHash(partition, 8), 16) % count]?.push(record);
  }
  return lanes;
}

/** Parts that fit into one event. */
export function chunksOf(records: readonly StreamRecord[], batchSize: number): StreamRecord[][] {
  const chunks: StreamRecord[][] = [];
  let room = 0;
  for (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record));
    if (size > room || chunks.at(-1)?.length === batchSize) {
      chunks.push([]);
      room = MAX_EVENT_BYTES;
    }
    chunks.at(-1)?.push(record);
    room -= size;
  }
  return chunks;
}
