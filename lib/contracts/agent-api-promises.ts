import * as z from 'zod/mini';
import type { AgentRoute } from '#contracts/agent-route.ts';
import { isDate } from '#domain/calendar/day.ts';

/** What customers are promised: the posted hours of an account, and how often a promise was kept. */

const date = z.string().check(z.refine(isDate, 'a day such as 2026-12-24'));
const time = z.string();

const promiseQuery = z.strictObject({
  from: date.check(z.describe('The first day (UTC).')),
  to: date.check(z.describe('The last day (UTC), at most 92 days later.')),
});

const hoursView = z.strictObject({
  account: z.string(),
  calendar: z.string(),
  version: z.string(),
  zone: z.string().check(z.describe('The IANA zone in which the intervals are.')),
  open: z.boolean(),
  opensAt: z.optional(time).check(z.describe('When it opens next; absent while it is open.')),
  closesAt: z.optional(time).check(z.describe('When it closes; absent while it is closed.')),
  days: z
    .array(
      z.strictObject({
        date: z.string(),
        intervals: z.array(z.strictObject({ from: z.string(), to: z.string() })),
        holiday: z.optional(z.string()),
      }),
    )
    .check(z.describe('Today and the six days after it, in the zone.')),
});

const tally = z.strictObject({
  account: z.string(),
  day: z.string(),
  told: z.number().check(z.describe('Promises that reached their customer.')),
  kept: z.number(),
  broken: z.number(),
  open: z.number().check(z.describe('Not answered, and their time is not over.')),
  keptShare: z.optional(z.number()).check(z.describe('Of those kept or broken, 0 to 1; absent while there are none.')),
});

export const promiseRoutes = [
  {
    operationId: 'readPromises',
    method: 'GET',
    path: '/metrics/promises',
    summary: 'How often customers were answered when they were told, by account and day',
    permission: 'metrics:read',
    query: promiseQuery,
    response: z.strictObject({ promises: z.array(tally) }),
    success: 200,
    versioned: false,
  },
  {
    operationId: 'readHours',
    method: 'GET',
    path: '/accounts/{account}/hours',
    summary: 'The hours that an account posts',
    permission: 'policies:read',
    response: hoursView,
    success: 200,
    versioned: false,
  },
] as const satisfies readonly AgentRoute[];
