import type { InboundEvent } from '#contracts/inbound.ts';
import { type DeliveryFacts, pack } from '#contracts/pack-inbound.ts';
import type { Blobs, Enqueue } from '#domain/ports.ts';

export interface HandOverPorts {
  readonly enqueue: Enqueue;
  readonly blobs: Blobs;
}

/**
 * Puts events on the inbound queue; those too large for a message wait in the bucket, and are there before it is told.
 * @throws {TransientError} or an engine's error when not every one was taken over: nothing is lost if it is done again.
 */
export async function handOver(
  { enqueue, blobs }: HandOverPorts,
  events: readonly InboundEvent[],
  facts: DeliveryFacts,
): Promise<void> {
  const { bodies, claims } = pack(events, facts);
  await Promise.all(claims.map(({ key, content }) => blobs.put(key, content)));
  await enqueue([...bodies, ...claims.map(({ body }) => body)]);
}
