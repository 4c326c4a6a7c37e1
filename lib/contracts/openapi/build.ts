import { createDocument } from 'zod-openapi';
import { agentRoutes } from '#contracts/agent-api.ts';
import { ticketClocksView } from '#contracts/agent-api-clocks.ts';
import { messageView } from '#contracts/agent-api-messages.ts';
import { priorityPolicyView } from '#contracts/agent-api-priority.ts';
import { explanationView } from '#contracts/agent-api-priority-views.ts';
import { mistake, problemView } from '#contracts/agent-api-problems.ts';
import { replyView } from '#contracts/agent-api-replies.ts';
import { calendarView, slaPolicyView } from '#contracts/agent-api-sla.ts';
import { clockView, entryView, noteView, ticketDetail, ticketPage, ticketView } from '#contracts/agent-api-views.ts';
import { actor } from '#domain/actor.ts';
import { classification } from '#domain/classification.ts';
import { assessment } from '#domain/priority/assessment.ts';
import { operationOf, problemResponses } from './operation.ts';

/** openapi.json, made from the route table. Build time only: zod-openapi never goes into a bundle. */

const info = {
  title: 'Earshot agent API',
  version: '1.0.0',
  description: [
    'What a front end for customer care needs: the queue, a ticket with all that was said, and the work on it.',
    'Errors are problem details (RFC 9457). Edits carry the ETag of the ticket as read in `If-Match`;',
    'replies and status changes also name the last message seen, so that nobody answers what they have not read.',
  ].join(' '),
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

/** Whose token it is decides: people by their groups, machines by their scopes (functions/agent-api/roles.ts). */
const token = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'A token of the deployment’s issuer. Groups: agent, lead, admin. Machines: scopes `earshot/…`.',
} as const;

type Paths = Record<string, Record<string, ReturnType<typeof operationOf>>>;

function pathsOf(): Paths {
  const paths: Paths = {};
  for (const route of agentRoutes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return paths;
}

/** The OpenAPI 3.1 document of the agent API, the same whenever it is built. */
export function buildOpenApi(): object {
  return createDocument({
    openapi: '3.1.0',
    info,
    security: [{ token: [] }],
    paths: pathsOf(),
    components: {
      securitySchemes: { token },
      responses: problemResponses(),
      schemas: {
        Ticket: ticketView,
        TicketDetail: ticketDetail,
        TicketPage: ticketPage,
        Message: messageView,
        Reply: replyView,
        Note: noteView,
        Entry: entryView,
        Actor: actor,
        Assessment: assessment,
        Classification: classification,
        Clock: clockView,
        TicketClocks: ticketClocksView,
        PriorityExplanation: explanationView,
        PriorityPolicy: priorityPolicyView,
        SlaPolicy: slaPolicyView,
        Calendar: calendarView,
        Problem: problemView,
        Mistake: mistake,
      },
    },
  });
}

/** The document as the file holds it. */
export function openApiText(): string {
  return `${JSON.stringify(buildOpenApi(), null, 2)}\n`;
}
