import * as z from 'zod/mini';
import { CLOCK_NAMES } from '#domain/clock-name.ts';

/**
 * What was told of a clock, once: it stands in the entry that told it, becomes an event, and keeps the same thing from
 * being told again.
 */
export const clockFact = z.object({
  fact: z.enum(['warning', 'breached', 'met', 'paused', 'resumed', 'recovered', 'escalated', 'window_closing']),
  clock: z.enum(CLOCK_NAMES),
  episode: z.number(),
  cycle: z.number(),
  /** A warning's point and an escalation's step, from 0; which pause, resumption, breach or recovery it is, from 1; of a closing window,
   * when it shuts, in epoch milliseconds. */
  number: z.optional(z.number()),
  /**
   * Of a recovery: `done` late; `answered_in_time`, but heard of after the breach was told; `moved`, the clock is due
   * later than it was, or it ended before.
   */
  cause: z.optional(z.enum(['done', 'answered_in_time', 'moved'])),
  /** Of a window that is closing: when it shuts. */
  dueAt: z.optional(z.string()),
  /** The platform sets the due time: it takes no answer from then on. */
  dueBy: z.optional(z.literal('platform')),
  /** Working minutes to the due time, or past it, when the fact came about; whole ones, rounded down. */
  minutesLeft: z.optional(z.number()),
  minutesOver: z.optional(z.number()),
  /** Of an escalation: what it follows, and whom it names. */
  on: z.optional(z.enum(['warning', 'breached'])),
  notify: z.optional(z.enum(['assignee', 'lead', 'on_call'])),
  /** Of an escalation that follows a breach: which breach, from 1. Absent after a warning, and of what earlier versions told. */
  breach: z.optional(z.number()),
});
export type ClockFact = z.infer<typeof clockFact>;
