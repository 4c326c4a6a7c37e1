import * as z from 'zod/mini';
import { CLOCK_STATES } from '#domain/timeline/timeline-clock.ts';

/** What a ticket keeps of its clocks: enough to be listed, and to be found by the sweep when something is due. */

export const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** The present cycle of one clock. Times are ISO 8601 UTC; what is told of it in whole is derived (`clocksOf`). */
export const ticketClock = z.object({
  /** 1 when absent. */
  cycle: z.optional(z.number()),
  /** `running` when absent. */
  state: z.optional(z.enum(CLOCK_STATES)),
  startedAt: z.string(),
  targetMinutes: z.number(),
  /** Absent while it stands still, and where nobody works for years. */
  dueAt: z.optional(z.string()),
  /** The platform sets the due time: it takes no answer from then on. Absent where the policy does. */
  dueBy: z.optional(z.literal('platform')),
  remainingMs: z.optional(z.number()),
  /** When it warns, until it is done or ended; told ones are marked. */
  warnings: z.optional(
    z.array(
      z.object({ point: z.number(), at: z.string(), told: z.optional(z.boolean()), toldAt: z.optional(z.string()) }),
    ),
  ),
  breachedAt: z.optional(z.string()),
  doneAt: z.optional(z.string()),
  endedAt: z.optional(z.string()),
  late: z.optional(z.boolean()),
  /** How many breaches and recoveries have been told; a breach stands while there are more of the first. */
  breaches: z.optional(z.number()),
  recoveries: z.optional(z.number()),
  /** When the breach that stands was told: the steps of the escalation are counted from there. */
  breachToldAt: z.optional(z.string()),
  /** Of which closing of the platform's window somebody was told. */
  windowTold: z.optional(z.string()),
  /** The steps of the escalation that were taken after a warning or the latest breach, by their place in the policy. */
  steps: z.optional(z.array(z.number())),
});
export type TicketClock = z.infer<typeof ticketClock>;

/** Whether anything can still be due on it. */
export const isOver = ({ doneAt, endedAt }: TicketClock): boolean => doneAt !== undefined || endedAt !== undefined;

/** Whether a breach was told and nothing has taken it back. */
export const isBreachTold = ({ breaches = 0, recoveries = 0 }: TicketClock): boolean => breaches > recoveries;
