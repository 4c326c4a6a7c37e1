import * as z from 'zod/mini';
import { CLOCK_NAMES } from '#domain/clock-name.ts';
import { DIMENSIONS } from '#domain/metrics/groups.ts';
import { LEAST_ROWS } from '#domain/metrics/large-groups.ts';

/** What the routes of the metrics answer with. */

const spread = z
  .strictObject({
    n: z.number(),
    mean: z.number(),
    p50: z.number(),
    p75: z.number(),
    p90: z.number(),
    p95: z.number(),
  })
  .check(z.describe('Minutes; percentiles by nearest rank.'));

const figures = {
  n: z.number(),
  done: z.number(),
  ended: z.number().check(z.describe('Over without it: of questions, unanswered.')),
  waiting: z.number(),
  calendarMinutes: z.optional(spread),
  businessMinutes: z.optional(spread),
  promised: z.number().check(z.describe('Of how many it is known whether the promise was kept.')),
  met: z.number(),
  shareMet: z.optional(z.number()),
  responseRate: z.optional(z.number()),
  reopened: z.number(),
  reopenRate: z.optional(z.number()),
  messages: z.number().check(z.describe("Of resolutions: the customers' messages in their episodes.")),
  backlogAge: z.optional(spread),
  automation: z.number().check(z.describe('What automation has done: in no other figure.')),
  leftOut: z.strictObject({ withdrawn: z.number(), spam: z.number(), merged: z.number() }),
};

const backlog = {
  n: z.number(),
  overdue: z.number(),
  age: z.optional(spread).check(z.describe('For how long it has waited, in calendar minutes.')),
};

/** The figures of a period. */
export const metricsView = z.strictObject({
  from: z.string(),
  to: z.string(),
  clock: z.enum(CLOCK_NAMES),
  by: z.optional(z.enum(DIMENSIONS)),
  at: z.string().check(z.describe('The instant for which ages are told: the end of the period, or now.')),
  total: z.strictObject(figures),
  groups: z
    .array(z.strictObject({ key: z.optional(z.string()), ...figures }))
    .check(z.describe('By key; the one without a key holds what says nothing of it.')),
  backlog: z
    .optional(
      z.strictObject({
        isWhole: z
          .boolean()
          .check(z.describe('False when more tickets are in work than were read, the most pressing.')),
        total: z.strictObject(backlog),
        groups: z.array(z.strictObject({ key: z.optional(z.string()), ...backlog })),
      }),
    )
    .check(z.describe('What waits by this clock now, whenever it began; absent of a period that is over.')),
});

const interval = z.strictObject({ low: z.number(), high: z.number() }).check(z.describe('At 95 %.'));
const median = z
  .strictObject({ value: z.optional(z.number()), low: z.optional(z.number()), high: z.optional(z.number()) })
  .check(z.describe('Minutes; what is unanswered counts as longer than any. Absent: not within what was answered.'));
const of = z
  .readonly(z.array(z.string()))
  .check(z.describe('What was put together: several, when each was too small.'));
const leftOut = z.number().check(z.describe(`Rows in no group, fewer than ${LEAST_ROWS} even together.`));
const comparison = z.strictObject({
  groups: z.readonly(
    z.array(
      z.strictObject({
        of,
        n: z.number(),
        answered: z.number(),
        responseRate: z.number(),
        rateInterval: interval,
        calendarMinutes: median,
        businessMinutes: median,
      }),
    ),
  ),
  leftOut,
});
const waits = {
  observed: z.number(),
  withReach: z.number(),
  withoutReach: z.number(),
  causedByReach: z.number(),
};

/** The fairness report. */
export const fairnessView = z.strictObject({
  from: z.string(),
  to: z.string(),
  leastRows: z.number(),
  n: z.number(),
  open: z.number(),
  by: z.strictObject({ followers: comparison, language: comparison, platform: comparison, priority: comparison }),
  reach: z.strictObject({
    policyVersion: z.string().check(z.describe('The priority policy by whose thresholds was queued.')),
    n: z.number(),
    queues: z.number(),
    groups: z.readonly(z.array(z.strictObject({ of, n: z.number(), ...waits }))),
    leftOut,
    difference: z.optional(z.strictObject(waits)),
  }),
});
