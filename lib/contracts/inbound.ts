import * as z from 'zod/mini';

/** What crosses the inbound queue: pieces of a delivery, verified by receive-webhook and read by triage. */

/** Bytes of platform events that one queue message may carry; SQS allows 1 MiB, older queues 256 KiB. */
export const MAX_CHUNK_BYTES = 200 * 1024;

/** One event of a platform, as its `split` cuts it. */
export const inboundEvent = z.object({ account: z.string(), id: z.string(), payload: z.unknown() });

export type InboundEvent = z.infer<typeof inboundEvent>;

const common = {
  version: z.literal(1),
  platform: z.string(),
  receivedAt: z.string(),
  deliveryId: z.string(),
  /** The events were fetched after a gap in which nobody listened: what is old among them was missed. */
  backfill: z.optional(z.literal(true)),
};

/** Events that travel in the message itself. */
const eventsEnvelope = z.object({ ...common, kind: z.literal('events'), events: z.array(inboundEvent) });

/** One event too large for a queue message: it waits whole in the bucket under `key` (a claim check). */
const claimEnvelope = z.object({
  ...common,
  kind: z.literal('claim'),
  account: z.string(),
  id: z.string(),
  key: z.string(),
});

/** The body of every message on the inbound queue. */
export const inboundEnvelope = z.discriminatedUnion('kind', [eventsEnvelope, claimEnvelope]);

export type InboundEnvelope = z.infer<typeof inboundEnvelope>;

/** The name of the message attribute that tells why a parked message was parked. */
export const PARK_REASON_ATTRIBUTE = 'parkReason';

/**
 * JSON that any queue takes. SQS allows the characters of XML 1.0: JSON escapes the control characters itself, but not
 * U+FFFE and U+FFFF. Surrogates are escaped too, because a chunk is cut and joined as text and emulators refuse them.
 */
export function queueSafe(json: string): string {
  return json.replace(/[\ud800-\udfff\ufffe\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}
