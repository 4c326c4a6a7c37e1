import * as z from 'zod/mini';

/** What crosses the queue of the channel watch: what customers said, the time, and whether deliveries prove themselves. */

/** A customer said something to an account. */
export const heardEnvelope = z.object({
  'detail-type': z.literal('message.received'),
  detail: z.object({ time: z.string(), data: z.object({ account: z.string() }) }),
});

/** The schedule: look at every channel. */
export const lookEnvelope = z.object({ 'detail-type': z.literal('Scheduled Event') });

/** How deliveries, or the handshake before them, proved to be the platform's. */
const PROOF_OUTCOMES = ['accepted', 'signature_refused', 'handshake_refused', 'no_webhook_secret'] as const;

/** What the receiver says of an entry of the webhook secret. */
export const proofReport = z.object({
  version: z.literal(1),
  kind: z.literal('proof'),
  platform: z.string(),
  /** Absent where the entry is the platform's. */
  account: z.optional(z.string()),
  outcome: z.enum(PROOF_OUTCOMES),
  /** ISO 8601 UTC. */
  at: z.string(),
});
export type ProofReport = z.infer<typeof proofReport>;
export type ProofOutcome = ProofReport['outcome'];
