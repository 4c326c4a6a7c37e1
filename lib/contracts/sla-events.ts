import * as z from 'zod/mini';
import { actor } from '#domain/actor.ts';
import { clockCorrection } from '#domain/clock-correction.ts';
import { CLOCK_NAMES } from '#domain/clock-name.ts';
import { PRIORITIES } from '#domain/sla.ts';

/** The events of clocks, and of what they are derived by: rows of the catalogue in events.ts. */

const priority = z.enum(PRIORITIES);
/** Which clock, whose ticket, how far it is from its due time, in whole working minutes, and what was done about it. */
const clock = {
  clock: z.enum(CLOCK_NAMES),
  episode: z.number(),
  /** Responses and updates are counted from 1 in their episode. */
  cycle: z.number(),
  priority,
  assignee: z.optional(z.string()),
  dueAt: z.optional(z.string()),
  /** The platform sets the due time, not the policy: it takes no answer from then on. */
  dueBy: z.optional(z.literal('platform')),
  minutesLeft: z.optional(z.number()),
  minutesOver: z.optional(z.number()),
  /** The step of the escalation that was taken last on this clock, from 0; absent before the first. */
  step: z.optional(z.number()),
  /** Where people open the ticket, when the stage names its front end. */
  link: z.optional(z.string()),
};
const dueClock = { ...clock, dueAt: z.string() };

/** A version of what people configure, and who put it in force; why stands in the version. */
const put = { version: z.string(), by: actor };

export const slaEvents = {
  'sla.warning': {
    version: 1,
    about: 'A clock has reached a warning point.',
    data: z.object({ ...dueClock, point: z.number() }),
  },
  'sla.breached': { version: 1, about: 'A clock ran out.', data: z.object(dueClock) },
  'sla.met': { version: 2, about: 'What a clock promised was done in time.', data: z.object(clock) },
  'sla.paused': { version: 1, about: 'A clock stands still: its time left is kept.', data: z.object(clock) },
  'sla.resumed': { version: 1, about: 'A clock runs again.', data: z.object(clock) },
  'sla.recovered': {
    version: 1,
    about:
      'A clock whose breach was told is well again: done late, answered in time but heard of late, or due later than it was.',
    data: z.object({ ...clock, cause: z.enum(['done', 'answered_in_time', 'moved']) }),
  },
  'sla.escalated': {
    version: 1,
    about: 'A step of the escalation was taken: somebody is to be told.',
    data: z.object({
      ...clock,
      step: z.number(),
      on: z.enum(['warning', 'breached']),
      breach: z.optional(z.number()),
      notify: z.enum(['assignee', 'lead', 'on_call']),
    }),
  },
  'sla.window_closing': {
    version: 1,
    about:
      "The platform will soon take no answer to the customer's last message any more, and one is owed. `dueAt` is when; minutes are round the clock.",
    data: z.object(dueClock),
  },
  'sla.recomputed': {
    version: 1,
    about:
      'The clocks of a ticket were derived anew, because the policy or a calendar is another, and something moved. `corrections`: what was told of clocks that are over was wrong, and is put right.',
    data: z.object({ corrections: z.optional(z.array(clockCorrection)) }),
  },
  'sla.policy_changed': {
    version: 1,
    about: 'A version of the SLA policy was put in force; the clocks of the tickets in work follow within minutes.',
    data: z.object(put),
    ofNoTicket: true,
  },
  'sla.calendar_changed': {
    version: 1,
    about: 'A version of a calendar was put in force; the clocks of the tickets in work follow within minutes.',
    data: z.object({ calendar: z.string(), ...put }),
    ofNoTicket: true,
  },
} as const;
