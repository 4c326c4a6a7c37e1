import * as z from 'zod/mini';
import { why } from '#contracts/agent-api-requests.ts';
import { ticketView } from '#contracts/agent-api-views.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';

/** Whose work a ticket is: policies and calendars may name teams. */

/** A team by its name, as policies and calendars know it; absent: the ticket is no team's. */
const teamBody = z.strictObject({
  team: z.optional(z.string().check(z.regex(/^[\w.-]{1,60}$/, '1 to 60 letters, digits, _, . and -'))),
  why,
});

export const teamRoute = {
  operationId: 'giveTicketToTeam',
  method: 'POST',
  path: '/tickets/{ticketId}/team',
  summary: 'Give a ticket to a team, whose targets and hours it has from then on',
  permission: 'tickets:assign',
  body: teamBody,
  response: ticketView,
  success: 200,
  versioned: true,
} as const satisfies AgentRoute;
