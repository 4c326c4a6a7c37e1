import * as z from 'zod/mini';
import { isPeriod, periodOf } from '#contracts/agent-api-period.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';

/** What customers are promised: the posted hours of an account, and how often a promise was kept. */

/** How many days one request may ask for. */
const MOST_DAYS = 93;
const time = z.string();

const promiseQuery = z.strictObject(periodOf(MOST_DAYS, 'The first day (UTC).')).check(isPeriod(MOST_DAYS));

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
        nightUntil: z
          .optional(z.string())
          .check(z.describe('Until when it is open by an interval of the day before that runs past midnight.')),
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
