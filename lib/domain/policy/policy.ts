import * as z from 'zod/mini';
import { ROUND_THE_CLOCK } from '#domain/calendar/hours.ts';
import { CLOCK_NAMES } from '#domain/clock-name.ts';
import { PRIORITIES } from '#domain/sla.ts';

/** What is promised to whom: targets by priority, channel, tier and team, and what happens when a promise is about to break. */

const MOST_RULES = 200;
const MOST_POINTS = 10;
const MOST_STEPS = 20;
const YEAR_MINUTES = 366 * 24 * 60;
const minutes = z.int().check(z.minimum(1), z.maximum(YEAR_MINUTES));

/** When a clock warns: at a share of its target, or so many working minutes before it is due. */
const warningPoint = z.union(
  [
    z.strictObject({ percent: z.number().check(z.minimum(0), z.maximum(99.9)) }),
    z.strictObject({ minutesBefore: minutes }),
  ],
  { error: 'either a share, such as { "percent": 80 }, or minutes before the end, such as { "minutesBefore": 10 }' },
);

/** What one clock promises. */
const target = z.object({
  /** Working minutes of the calendar. */
  minutes,
  /** `round_the_clock`, `business` (the team's, else the account's, else the one of that name), or a calendar's name. */
  calendar: z.string().check(z.minLength(1)),
  warn: z.array(warningPoint).check(z.maxLength(MOST_POINTS)),
  /** The statuses in which the clock stands still. */
  pauseOn: z.array(z.enum(['pending', 'on_hold'])),
});
export type Target = z.infer<typeof target>;

const some = z.array(z.string()).check(z.minLength(1));

/** Which tickets a rule is for; what it doesn't name may be anything. */
export const condition = z.strictObject({
  priority: z.optional(z.array(z.enum(PRIORITIES)).check(z.minLength(1))),
  visibility: z.optional(z.enum(['public', 'private'])),
  platform: z.optional(some),
  channel: z.optional(some),
  tier: z.optional(some),
  team: z.optional(some),
});
export type Condition = z.infer<typeof condition>;

/** The first rule whose condition holds gives a ticket all its targets; a clock it does not name is not kept. */
const slaRule = z.object({ when: condition, targets: z.partialRecord(z.enum(CLOCK_NAMES), target) });
export type SlaRule = z.infer<typeof slaRule>;

/** What happens when a clock has warned or is breached, and still nobody has done what it waits for. */
const escalationStep = z.object({
  on: z.enum(['warning', 'breached']),
  /** Which warning point, from 0; the first when absent. */
  point: z.optional(z.int().check(z.minimum(0))),
  /** Round the clock, after the warning or the breach; at once when absent. */
  afterMinutes: z.optional(minutes),
  /** Whom the event names as its addressee. */
  notify: z.enum(['assignee', 'lead', 'on_call']),
  /** Raises the ticket's priority by one level. */
  raisePriority: z.optional(z.boolean()),
  /** Hands the ticket to this agent. */
  reassignTo: z.optional(z.string()),
});

export const slaPolicy = z.object({
  version: z.string(),
  name: z.string(),
  rules: z.array(slaRule).check(z.maxLength(MOST_RULES)),
  /** Days after which a resolved ticket is closed; a customer who writes later gets a linked successor. */
  closeAfterDays: z.int().check(z.minimum(1), z.maximum(366)),
  /** Whether what automation writes counts as an answer; an acknowledgement never does. */
  automationAnswers: z.boolean(),
  /** How many minutes before the platform's window shuts somebody is told of an answer that is owed: 60 when absent, 0 for never. */
  beforeWindowClosesMinutes: z.optional(z.int().check(z.minimum(0), z.maximum(10_080))),
  escalation: z.array(escalationStep).check(z.maxLength(MOST_STEPS)),
});
export type SlaPolicy = z.infer<typeof slaPolicy>;

/** The names of the calendars that a policy needs, `business` and `round_the_clock` apart. */
export function calendarsNamed({ rules }: Pick<SlaPolicy, 'rules'>): string[] {
  const names = rules.flatMap(({ targets }) => Object.values(targets).map((each) => each.calendar));
  return [...new Set(names)].filter((name) => name !== ROUND_THE_CLOCK && name !== 'business').sort();
}
