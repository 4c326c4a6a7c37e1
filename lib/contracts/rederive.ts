import * as z from 'zod/mini';

/** What crosses the queue of re-derivations: the bus's word of an edit, and the walks that follow from it. */

/** What was put in force: the clocks of tickets in work follow it. */
export const rederiveJob = z.object({
  document: z.enum(['policy', 'calendar']),
  name: z.string(),
  /** The version's number. */
  number: z.number(),
});
export type RederiveJob = z.infer<typeof rederiveJob>;

const version = z.coerce.number();

/** An event of the bus, handed on whole by an EventBridge rule. */
export const policyChanged = z.object({
  'detail-type': z.literal('sla.policy_changed'),
  detail: z.object({ data: z.object({ version }) }),
});
export const calendarChanged = z.object({
  'detail-type': z.literal('sla.calendar_changed'),
  detail: z.object({ data: z.object({ calendar: z.string(), version }) }),
});

/** A walk through one shard of the tickets in work, from its beginning or from where it stopped. */
export const rederiveWalk = z.object({ job: rederiveJob, shard: z.string(), after: z.optional(z.string()) });
export type RederiveWalk = z.infer<typeof rederiveWalk>;

/** A ticket that a walk could not derive: tried again alone, so that it holds up no other. */
export const rederiveTicket = z.object({ job: rederiveJob, ticketId: z.string() });
export type RederiveTicket = z.infer<typeof rederiveTicket>;
