import { channelRoutes } from '#contracts/agent-api-channels.ts';
import { ticketClocksRoute } from '#contracts/agent-api-clocks.ts';
import { customerRoutes } from '#contracts/agent-api-customers.ts';
import { hideRoute } from '#contracts/agent-api-hiding.ts';
import { labelRoutes } from '#contracts/agent-api-labels.ts';
import { metricsRoutes } from '#contracts/agent-api-metrics.ts';
import { priorityRoutes } from '#contracts/agent-api-priority.ts';
import { promiseRoutes } from '#contracts/agent-api-promises.ts';
import { replyView } from '#contracts/agent-api-replies.ts';
import {
  assignBody,
  listQuery,
  noteBody,
  readQuery,
  replyBody,
  settleBody,
  statusBody,
  whyBody,
} from '#contracts/agent-api-requests.ts';
import { slaRoutes } from '#contracts/agent-api-sla.ts';
import { teamRoute } from '#contracts/agent-api-team.ts';
import { noteView, ticketDetail, ticketPage, ticketView } from '#contracts/agent-api-views.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';

/** The agent API as one table: routes, router, checks and openapi.json are made from it. A new operation is a new row. */

const ticketRoutes = [
  {
    operationId: 'listTickets',
    method: 'GET',
    path: '/tickets',
    summary: 'List tickets in work, most pressing first',
    permission: 'tickets:read',
    query: listQuery,
    response: ticketPage,
    success: 200,
    versioned: false,
  },
  {
    operationId: 'readTicket',
    method: 'GET',
    path: '/tickets/{ticketId}',
    summary: 'Read a ticket with its messages, replies, notes and history',
    permission: 'tickets:read',
    query: readQuery,
    response: ticketDetail,
    success: 200,
    versioned: false,
  },
  {
    operationId: 'claimTicket',
    method: 'POST',
    path: '/tickets/{ticketId}/claim',
    summary: 'Take an unowned ticket',
    permission: 'tickets:work',
    body: whyBody,
    response: ticketView,
    success: 200,
    versioned: true,
  },
  {
    operationId: 'releaseTicket',
    method: 'POST',
    path: '/tickets/{ticketId}/release',
    summary: 'Give a ticket back to the queue',
    permission: 'tickets:work',
    body: whyBody,
    response: ticketView,
    success: 200,
    versioned: true,
  },
  {
    operationId: 'assignTicket',
    method: 'POST',
    path: '/tickets/{ticketId}/assign',
    summary: 'Hand a ticket to an agent',
    permission: 'tickets:assign',
    body: assignBody,
    response: ticketView,
    success: 200,
    versioned: true,
  },
  {
    operationId: 'addNote',
    method: 'POST',
    path: '/tickets/{ticketId}/notes',
    summary: 'Add an internal note',
    permission: 'tickets:work',
    body: noteBody,
    response: noteView,
    success: 201,
    versioned: false,
  },
  {
    operationId: 'replyToTicket',
    method: 'POST',
    path: '/tickets/{ticketId}/replies',
    summary: 'Queue an answer to the customer',
    permission: 'tickets:work',
    body: replyBody,
    response: replyView,
    success: 202,
    versioned: true,
    keyed: true,
  },
  {
    operationId: 'settleReply',
    method: 'POST',
    path: '/tickets/{ticketId}/replies/{replyId}/settle',
    summary: 'Say whether a doubtful reply arrived',
    permission: 'replies:settle',
    body: settleBody,
    response: replyView,
    success: 200,
    versioned: false,
  },
  {
    operationId: 'setStatus',
    method: 'POST',
    path: '/tickets/{ticketId}/status',
    summary: 'Move a ticket to another status',
    permission: 'tickets:work',
    body: statusBody,
    response: ticketView,
    success: 200,
    versioned: true,
  },
] as const satisfies readonly AgentRoute[];

/** Every operation, in the order of the documentation. */
export const agentRoutes = [
  ...ticketRoutes,
  hideRoute,
  ...labelRoutes,
  teamRoute,
  ticketClocksRoute,
  ...metricsRoutes,
  ...customerRoutes,
  ...priorityRoutes,
  ...slaRoutes,
  ...promiseRoutes,
  ...channelRoutes,
] as const;

export type OperationId = (typeof agentRoutes)[number]['operationId'];

/** One row of the table. */
export type RouteOf<Id extends OperationId> = Extract<(typeof agentRoutes)[number], { operationId: Id }>;
