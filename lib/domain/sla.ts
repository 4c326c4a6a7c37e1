import * as z from 'zod/mini';
import { addWorkingMinutes, type Calendar, ROUND_THE_CLOCK } from '#domain/hours.ts';

/** Clocks: what was promised, from when, until when, and what became of it. Pure: the same input, the same due time. */

export const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const CLOCK_NAMES = ['firstResponse', 'resolution'] as const;
export type ClockName = (typeof CLOCK_NAMES)[number];

/** Times are ISO 8601 UTC. A mark (`warnedAt`, `breachedAt`) is set once and never taken back within an episode. */
export const clock = z.object({
  startedAt: z.string(),
  targetMinutes: z.number(),
  warnAt: z.string(),
  dueAt: z.string(),
  warnedAt: z.optional(z.string()),
  breachedAt: z.optional(z.string()),
  /** When the promise was fulfilled; the clock stands still from then on. */
  metAt: z.optional(z.string()),
});
export type Clock = z.infer<typeof clock>;

/** What is promised: minutes per clock and priority, on a calendar. */
export interface SlaPolicy {
  readonly version: string;
  readonly calendar: Calendar;
  readonly targetMinutes: Readonly<Record<ClockName, Readonly<Record<Priority, number>>>>;
  /** Share of the target after which a clock warns. */
  readonly warnAfter: number;
  /** Days after which a resolved ticket is closed; a customer who writes later gets a linked successor. */
  readonly closeAfterDays: number;
}

export const DEFAULT_SLA_POLICY: SlaPolicy = {
  version: 'sla-1',
  calendar: ROUND_THE_CLOCK,
  targetMinutes: {
    firstResponse: { P1: 15, P2: 30, P3: 60, P4: 480 },
    resolution: { P1: 240, P2: 480, P3: 1440, P4: 4320 },
  },
  warnAfter: 0.8,
  closeAfterDays: 7,
};

/** What a clock is derived from. */
export interface ClockInput {
  readonly name: ClockName;
  readonly priority: Priority;
  readonly startedAt: string;
  readonly metAt?: string | undefined;
  /** The clock so far: its marks are kept. */
  readonly previous?: Clock | undefined;
}

/** Derives a clock anew from its start and priority; marks already made stay, so nothing warns twice. */
export function deriveClock(input: ClockInput, policy: SlaPolicy): Clock {
  const targetMinutes = policy.targetMinutes[input.name][input.priority];
  const at = (minutes: number) => addWorkingMinutes(policy.calendar, input.startedAt, minutes);
  return {
    startedAt: input.startedAt,
    targetMinutes,
    warnAt: at(targetMinutes * policy.warnAfter),
    dueAt: at(targetMinutes),
    warnedAt: input.previous?.warnedAt,
    breachedAt: input.previous?.breachedAt,
    metAt: input.metAt ?? input.previous?.metAt,
  };
}

/** The next instant at which a clock needs a look, or undefined when it needs none. */
export function nextLook(clock: Clock): string | undefined {
  if (clock.metAt || clock.breachedAt) return undefined;
  return clock.warnedAt ? clock.dueAt : clock.warnAt;
}

/** What a look at a clock finds at `now`: a breach wins over a warning that nobody saw in time. */
export function lookAt(clock: Clock, now: string): 'breached' | 'warning' | undefined {
  if (clock.metAt || clock.breachedAt) return undefined;
  if (clock.dueAt <= now) return 'breached';
  return !clock.warnedAt && clock.warnAt <= now ? 'warning' : undefined;
}
