import * as z from 'zod/mini';

/** What crosses the inbound queue: pieces of a delivery, verified by receive-webhook and read by triage. */

/** Bytes of platform events that one queue message may carry; SQS allows 1 MiB, older queues 256 KiB. */
export const MAX_CHUNK_BYTES = 200 * 1024;

const platformEvent = z.object({ account: z.string(), id: z.string(), payload: z.unknown() });

const common = { version: z.literal(1), platform: z.string(), receivedAt: z.string(), deliveryId: z.string() };

/** Events that travel in the message itself. */
const eventsEnvelope = z.object({ ...common, kind: z.literal('events'), events: z.array(platformEvent) });

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
