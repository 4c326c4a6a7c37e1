import * as z from 'zod/mini';
import { dryRunRoute } from '#contracts/agent-api-dry-run.ts';
import { why } from '#contracts/agent-api-requests.ts';
import { reading, versionFields, versionList, writing } from '#contracts/agent-api-versions.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';
import { calendarDocument, policyDocument } from '#domain/policy/documents.ts';

/** The routes by which the SLA policy and the calendars are read and edited, with what they take and answer. */

const day = z.strictObject({ date: z.string(), name: z.string() });

export const slaPolicyBody = z.strictObject({ policy: policyDocument, why });
export const calendarBody = z.strictObject({ calendar: calendarDocument, why });

export const slaPolicyView = z.strictObject({ ...versionFields, policy: policyDocument });
export type SlaPolicyView = z.infer<typeof slaPolicyView>;
export const calendarView = z.strictObject({
  name: z.string(),
  ...versionFields,
  calendar: calendarDocument,
  publicHolidays: z.array(day).check(z.describe("Those of the calendar's regions, beside its own holidays.")),
  holidaysUntil: z.optional(z.string()).check(z.describe('The last day for which they were compiled.')),
});
export type CalendarView = z.infer<typeof calendarView>;

export const slaRoutes = [
  {
    ...reading,
    operationId: 'readSlaPolicy',
    path: '/sla/policy',
    summary: 'Read the SLA policy in force',
    response: slaPolicyView,
    tagged: true,
  },
  {
    ...writing,
    operationId: 'writeSlaPolicy',
    path: '/sla/policy',
    summary: 'Put the next version of the SLA policy in force',
    body: slaPolicyBody,
    response: slaPolicyView,
  },
  {
    ...reading,
    operationId: 'listSlaPolicies',
    path: '/sla/policies',
    summary: 'List the versions of the SLA policy',
    response: versionList,
  },
  {
    ...reading,
    operationId: 'readSlaPolicyVersion',
    path: '/sla/policies/{version}',
    summary: 'Read a version of the SLA policy',
    response: slaPolicyView,
  },
  {
    ...reading,
    operationId: 'listCalendars',
    path: '/sla/calendars',
    summary: 'List the calendars in force',
    response: z.strictObject({ calendars: z.array(calendarView) }),
  },
  {
    ...reading,
    operationId: 'readCalendar',
    path: '/sla/calendars/{name}',
    summary: 'Read a calendar in force',
    response: calendarView,
  },
  {
    ...writing,
    operationId: 'writeCalendar',
    path: '/sla/calendars/{name}',
    summary: 'Put the next version of a calendar in force, or its first',
    body: calendarBody,
    response: calendarView,
  },
  {
    ...reading,
    operationId: 'listCalendarVersions',
    path: '/sla/calendars/{name}/versions',
    summary: 'List the versions of a calendar',
    response: versionList,
  },
  {
    ...reading,
    operationId: 'readCalendarVersion',
    path: '/sla/calendars/{name}/versions/{version}',
    summary: 'Read a version of a calendar',
    response: calendarView,
  },
  dryRunRoute,
] as const satisfies readonly AgentRoute[];
