import { type InboundEnvelope, type InboundEvent, MAX_CHUNK_BYTES, queueSafe } from '#contracts/inbound.ts';

/** Packs events into queue messages: as many as fit a chunk, in order; one too large for any waits in the bucket. */

/** What every envelope of a delivery says. */
export interface DeliveryFacts {
  readonly platform: string;
  readonly receivedAt: string;
  readonly deliveryId: string;
  /** The events were fetched after a gap in which nobody listened. */
  readonly backfill?: true | undefined;
}

/** A large event: what goes into the bucket and the envelope that claims it. */
export interface Claim {
  readonly key: string;
  readonly content: string;
  readonly body: string;
}

export interface Packed {
  readonly bodies: readonly string[];
  readonly claims: readonly Claim[];
}

function claimOf(event: InboundEvent, index: number, facts: DeliveryFacts): Claim {
  const key = `claims/${facts.platform}/${facts.receivedAt.slice(0, 10)}/${facts.deliveryId}-${index}.json`;
  const { account, id } = event;
  const envelope: InboundEnvelope = { version: 1, kind: 'claim', ...facts, account, id, key };
  return { key, content: JSON.stringify(event.payload), body: queueSafe(JSON.stringify(envelope)) };
}

function envelopeBody(events: readonly string[], facts: DeliveryFacts): string {
  const head = JSON.stringify({ version: 1, kind: 'events', ...facts });
  return `${head.slice(0, -1)},"events":[${events.join(',')}]}`;
}

/** Packs a delivery's events. Chunks hold at most `MAX_CHUNK_BYTES` of events. */
export function pack(events: readonly InboundEvent[], facts: DeliveryFacts): Packed {
  const claims: Claim[] = [];
  const chunks: string[][] = [];
  let room = 0;
  events.forEach((event, index) => {
    const json = queueSafe(JSON.stringify(event));
    const size = Buffer.byteLength(json) + 1;
    if (size > MAX_CHUNK_BYTES) {
      claims.push(claimOf(event, index, facts));
      return;
    }
    if (size > room) {
      chunks.push([]);
      room = MAX_CHUNK_BYTES;
    }
    chunks.at(-1)?.push(json);
    room -= size;
  });
  return { bodies: chunks.map((chunk) => envelopeBody(chunk, facts)), claims };
}
