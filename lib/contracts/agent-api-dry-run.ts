import * as z from 'zod/mini';
import { pageCursor } from '#contracts/agent-api-requests.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';
import { calendarName } from '#domain/calendar/calendar.ts';
import { CLOCK_EFFECTS } from '#domain/clock-change.ts';
import { CLOCK_NAMES } from '#domain/clock-name.ts';
import { calendarDocument, policyDocument } from '#domain/policy/documents.ts';
import { PRIORITIES } from '#domain/sla.ts';
import { STATUSES } from '#domain/status.ts';
import { CLOCK_STATES } from '#domain/timeline/timeline-clock.ts';

/** What would change if a policy or calendars were put in force now: what the route takes and answers. */

const MOST_CALENDARS = 20;
/** Tickets looked at for one page, each with its whole history. */
const PAGE_SIZE = 50;
const LARGEST_PAGE = 200;

const drafts = z
  .array(z.strictObject({ name: calendarName, calendar: calendarDocument }))
  .check(z.maxLength(MOST_CALENDARS));

export const dryRunBody = z
  .strictObject({ policy: z.optional(policyDocument), calendars: z.optional(drafts) })
  .check(
    z.refine(({ policy, calendars = [] }) => policy !== undefined || calendars.length > 0, 'a policy or calendars'),
  );

export const dryRunQuery = z.strictObject({
  limit: z._default(
    z.coerce.number().check(z.int(), z.gte(1), z.lte(LARGEST_PAGE), z.describe('Tickets looked at.')),
    PAGE_SIZE,
  ),
  cursor: z.optional(pageCursor),
});

const face = z.strictObject({
  cycle: z.number(),
  state: z.enum(CLOCK_STATES),
  targetMinutes: z.number(),
  dueAt: z.optional(z.string()),
  dueBy: z.optional(z.literal('platform')),
  remainingMs: z.optional(z.number()),
  warnsAt: z.optional(z.string()),
  breachedAt: z.optional(z.string()),
});

/** One clock as it stands and as it would. */
export const clockChange = z.strictObject({
  clock: z.enum(CLOCK_NAMES),
  before: z.optional(face).check(z.describe('Absent: not kept so far.')),
  after: z.optional(face).check(z.describe('Absent: no longer kept.')),
  effects: z.array(z.enum(CLOCK_EFFECTS)),
});

export const dryRunView = z.strictObject({
  counts: z
    .strictObject({
      looked: z.number().check(z.describe('Tickets in work that were looked at.')),
      changed: z.number().check(z.describe('Those of them on which a clock would change.')),
      clocks: z.partialRecord(z.enum(CLOCK_EFFECTS), z.number()).check(z.describe('Clocks by what would change.')),
    })
    .check(z.describe('Of this page and all before it; on the last page of everything.')),
  tickets: z.array(
    z.strictObject({
      ticketId: z.string(),
      status: z.enum(STATUSES),
      priority: z.enum(PRIORITIES),
      clocks: z.array(clockChange),
    }),
  ),
  next: z.optional(z.string()).check(z.describe('The cursor of the next page; absent on the last.')),
});
export type DryRunView = z.infer<typeof dryRunView>;

export const dryRunRoute = {
  operationId: 'dryRunSla',
  method: 'POST',
  path: '/sla/dry-run',
  summary: 'What would change now if a policy or calendars were put in force; writes nothing',
  permission: 'policies:write',
  query: dryRunQuery,
  body: dryRunBody,
  response: dryRunView,
  success: 200,
  versioned: false,
  checked: true,
} as const satisfies AgentRoute;
