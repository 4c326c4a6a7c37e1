import * as z from 'zod/mini';
import { fairnessView, metricsView } from '#contracts/agent-api-metrics-views.ts';
import { isPeriod, periodOf } from '#contracts/agent-api-period.ts';
import { pageCursor } from '#contracts/agent-api-requests.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';
import { CLOCK_NAMES } from '#domain/clock-name.ts';
import { DIMENSIONS } from '#domain/metrics/groups.ts';

/** The routes of the metrics; docs/metrics.md and docs/fairness.md define every figure. */

/** The most days that a figure is worked out of. */
const MOST_DAYS = 92;
/** The most rows in one answer, which must fit into the 6 MB that a Lambda may answer with. */
const MOST_ROWS = 5_000;

const period = periodOf(MOST_DAYS, 'A day in UTC, by the beginning of what was waited for.');
const inOrder = isPeriod(MOST_DAYS);

const metricsQuery = z
  .strictObject({
    ...period,
    clock: z._default(z.enum(CLOCK_NAMES), 'firstResponse'),
    by: z.optional(z.enum(DIMENSIONS)),
  })
  .check(inOrder);
const rowsQuery = z
  .strictObject({
    ...period,
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(MOST_ROWS)), 1_000),
    cursor: z.optional(pageCursor),
  })
  .check(inOrder);
const fairnessQuery = z.strictObject(period).check(inOrder);

const reading = { method: 'GET', permission: 'metrics:read', success: 200, versioned: false } as const;

export const metricsRoutes = [
  {
    ...reading,
    operationId: 'readMetrics',
    path: '/metrics',
    summary: 'Read the figures of a period',
    query: metricsQuery,
    response: metricsView,
  },
  {
    ...reading,
    operationId: 'exportMetrics',
    path: '/metrics/rows',
    summary: 'Export the rows of a period, as JSON lines or (`Accept: text/csv`) as CSV',
    query: rowsQuery,
    response: z.string().check(z.describe('Rows with the fields that docs/metrics.md names.')),
    formats: ['application/x-ndjson', 'text/csv'],
  },
  {
    ...reading,
    operationId: 'readFairness',
    path: '/metrics/fairness',
    summary: 'Read who is answered, and how soon',
    query: fairnessQuery,
    response: fairnessView,
  },
] as const satisfies readonly AgentRoute[];
