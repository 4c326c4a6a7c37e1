import { agentRoutes, type OperationId } from '#contracts/agent-api.ts';
import { ApiProblem } from '#contracts/agent-api-problems.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';
import type { HttpAnswer, HttpRequest } from '#functions/shell/http-message.ts';
import { addNote } from './add-note.ts';
import { admit } from './admit.ts';
import type { Operation, Operations } from './call.ts';
import { dryRunSla } from './dry-run.ts';
import { explainPriority } from './explain-priority.ts';
import { exportMetrics } from './export-metrics.ts';
import { hideMessage } from './hide-message.ts';
import { labelMessage } from './label-message.ts';
import { listChannels } from './list-channels.ts';
import { listLabels } from './list-labels.ts';
import { listTickets } from './list-tickets.ts';
import type { AgentApiPorts } from './ports.ts';
import { etagOf } from './preconditions.ts';
import {
  listPriorityPolicies,
  readPriorityPolicy,
  readPriorityPolicyVersion,
  writePriorityPolicy,
} from './priority-policy.ts';
import { readHours } from './read-hours.ts';
import { readFairness, readMetrics } from './read-metrics.ts';
import { readPromises } from './read-promises.ts';
import { readTicket } from './read-ticket.ts';
import { readTicketClocks } from './read-ticket-clocks.ts';
import { replyToTicket } from './reply-to-ticket.ts';
import { setCustomerTier } from './set-customer-tier.ts';
import { settleReply } from './settle-reply.ts';
import {
  listCalendars,
  listCalendarVersions,
  readCalendar,
  readCalendarVersion,
  writeCalendar,
} from './sla-calendars.ts';
import { listSlaPolicies, readSlaPolicy, readSlaPolicyVersion, writeSlaPolicy } from './sla-policy.ts';
import { whatIfPriority } from './what-if.ts';
import { assignTicket, claimTicket, giveTicketToTeam, releaseTicket, setStatus } from './work-on-ticket.ts';

/** The agent API: every request goes by its row of the route table, is admitted, and is answered by its operation. */

const operationsOf = (ports: AgentApiPorts): Operations => ({
  listTickets: listTickets(ports),
  readTicket: readTicket(ports),
  readTicketClocks: readTicketClocks(ports),
  claimTicket: claimTicket(ports),
  releaseTicket: releaseTicket(ports),
  assignTicket: assignTicket(ports),
  giveTicketToTeam: giveTicketToTeam(ports),
  addNote: addNote(ports),
  replyToTicket: replyToTicket(ports),
  settleReply: settleReply(ports),
  setStatus: setStatus(ports),
  hideMessage: hideMessage(ports),
  labelMessage: labelMessage(ports),
  listLabels: listLabels(ports),
  setCustomerTier: setCustomerTier(ports),
  explainPriority: explainPriority(ports),
  whatIfPriority: whatIfPriority(ports),
  readPriorityPolicy: readPriorityPolicy(ports),
  writePriorityPolicy: writePriorityPolicy(ports),
  listPriorityPolicies: listPriorityPolicies(ports),
  readPriorityPolicyVersion: readPriorityPolicyVersion(ports),
  readSlaPolicy: readSlaPolicy(ports),
  writeSlaPolicy: writeSlaPolicy(ports),
  listSlaPolicies: listSlaPolicies(ports),
  readSlaPolicyVersion: readSlaPolicyVersion(ports),
  listCalendars: listCalendars(ports),
  readCalendar: readCalendar(ports),
  writeCalendar: writeCalendar(ports),
  listCalendarVersions: listCalendarVersions(ports),
  readCalendarVersion: readCalendarVersion(ports),
  dryRunSla: dryRunSla(ports),
  readMetrics: readMetrics(ports),
  exportMetrics: exportMetrics(ports),
  readFairness: readFairness(ports),
  readPromises: readPromises(ports),
  listChannels: listChannels(ports),
  readHours: readHours(ports),
});

type Row = AgentRoute & { readonly operationId: OperationId };

const rows = new Map<string, Row>(agentRoutes.map((row) => [`${row.method} ${row.path}`, row]));

/** @returns the story of one request; what it throws, functions/shell/problem.ts turns into problem details. */
export const createAgentApi = (ports: AgentApiPorts) => {
  const operations = operationsOf(ports);
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const row = rows.get(request.routeKey);
    if (!row) throw new ApiProblem('not-found', 'There is no such route.');
    const call = admit(row, request);
    // Call and operation come from the same row, which the types of two lookups cannot say.
    const operation = operations[row.operationId] as Operation<OperationId>;
    const { body, workVersion, headers } = await operation(call);
    const etag = workVersion === undefined ? {} : { etag: etagOf(workVersion) };
    return { status: row.success, body, headers: { ...etag, ...headers } };
  };
};
