import * as z from 'zod/mini';
import type { AgentRoute } from '#contracts/agent-route.ts';
import { clockCorrection } from '#domain/clock-correction.ts';
import { clockFact } from '#domain/clock-fact.ts';
import { CLOCK_NAMES } from '#domain/clock-name.ts';
import { condition } from '#domain/policy/policy.ts';
import { CLOCK_STATES } from '#domain/timeline/timeline-clock.ts';

/** Every clock of a ticket with its timeline, and why it is due when. */

const time = z.string();
const stretches = z.array(z.strictObject({ from: time, to: z.optional(time) }));

const explainedClock = z.strictObject({
  clock: z.enum(CLOCK_NAMES),
  episode: z.number(),
  cycle: z.number().check(z.describe('Responses and updates are counted from 1 in their episode.')),
  state: z.enum(CLOCK_STATES),
  startedAt: time,
  startedBy: z.optional(z.string()).check(z.describe('The message that started it.')),
  late: z.boolean().check(z.describe('It runs from the receipt of a message that was found late.')),
  why: z
    .strictObject({
      targetMinutes: z.number(),
      policyVersion: z
        .string()
        .check(z.describe('Of a clock that is over, the version in force when it was; else the one in force.')),
      calendar: z.string(),
      calendarVersion: z.optional(z.string()),
      rule: z.optional(z.number()),
      when: z.optional(condition),
    })
    .check(
      z.describe(
        'The target, the calendar it is worked on, and the rule of the policy that set it, by its place from 0; the rule is left out while it would tell who the customer is.',
      ),
    ),
  runs: stretches.check(z.describe('Where it runs, in working hours or not; without `to` it lasts.')),
  pauses: stretches.check(z.describe('Where it stands still.')),
  elapsedMs: z.number().check(z.describe('Working time on the clock.')),
  allowedMs: z.number().check(z.describe('Working time from its start until it is due.')),
  answerUntil: z.optional(time).check(z.describe("Until when the platform takes a person's answer.")),
  dueAt: z.optional(time),
  dueBy: z
    .optional(z.literal('platform'))
    .check(z.describe('The platform sets the due time, because it takes no answer from then on.')),
  remainingMs: z.optional(z.number()),
  warnings: z.array(z.strictObject({ point: z.number(), at: time })),
  breachedAt: z.optional(time),
  doneAt: z.optional(time),
  doneBy: z.optional(z.string()),
  endedAt: z.optional(time),
  told: z
    .array(z.object({ ...clockFact.shape, at: time, entryId: z.string() }))
    .check(z.describe('What was told of it, each by an entry of the history.')),
  corrections: z
    .array(z.object({ ...clockCorrection.shape, at: time, entryId: z.string() }))
    .check(z.describe('What was found to be wrong of that, when a calendar had been mended.')),
});

export const ticketClocksView = z.strictObject({
  ticketId: z.string(),
  policy: z
    .strictObject({ name: z.string(), version: z.string() })
    .check(z.describe('What is in force: by it are derived those that run.')),
  at: time.check(z.describe('As of when.')),
  clocks: z.array(explainedClock),
});
export type TicketClocksView = z.infer<typeof ticketClocksView>;

export const ticketClocksRoute = {
  operationId: 'readTicketClocks',
  method: 'GET',
  path: '/tickets/{ticketId}/clocks',
  summary: 'Every clock of every episode with its timeline, and why it is due when',
  permission: 'tickets:read',
  response: ticketClocksView,
  success: 200,
  versioned: false,
} as const satisfies AgentRoute;
