import * as z from 'zod/mini';

/** What crosses the queue of the channel watch: what customers said, handed on whole by a rule, and the time. */

/** A customer said something to an account. */
export const heardEnvelope = z.object({
  'detail-type': z.literal('message.received'),
  detail: z.object({ time: z.string(), data: z.object({ account: z.string() }) }),
});

/** The schedule: look at every channel. */
export const lookEnvelope = z.object({ 'detail-type': z.literal('Scheduled Event') });
