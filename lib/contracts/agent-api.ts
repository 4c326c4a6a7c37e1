import * as z from 'zod/mini';
import { PRIORITIES } from '#domain/sla.ts';
import { STATUSES } from '#domain/status.ts';

/**
 * The agent API as one table: the gateway's routes, the function's router and checks, and openapi.json are all made from
 * it. A new operation is a new row.
 */

/** What a caller may do; roles are sets of these (see functions/agent-api/roles.ts). */
export type Permission = 'tickets:read' | 'tickets:work' | 'tickets:assign' | 'replies:settle';

export interface AgentRoute {
  readonly operationId: string;
  readonly method: 'GET' | 'POST';
  readonly path: `/${string}`;
  readonly summary: string;
  readonly permission: Permission;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** The status of success. */
  readonly success: 200 | 201 | 202;
  /** Needs `If-Match` with the ETag of the ticket as read. */
  readonly versioned: boolean;
}

const MAX_TEXT = 25_000;
const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_TEXT));
const lastMessageSeen = z.int().check(z.gte(0));
const why = z.optional(z.string().check(z.maxLength(500)));

export const listQuery = z.object({
  status: z.optional(z.enum(STATUSES)),
  assignee: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  priority: z.optional(z.enum(PRIORITIES)),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(100))),
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
});

export const assignBody = z.strictObject({ assignee: z.string().check(z.minLength(1), z.maxLength(200)), why });
export const noteBody = z.strictObject({ text });
export const replyBody = z.strictObject({
  text,
  /** Must equal the ticket's: an answer is never posted in public by mistake. */
  visibility: z.enum(['public', 'private']),
  lastMessageSeen,
});
export const statusBody = z.strictObject({
  status: z.enum(['open', 'pending', 'on_hold', 'resolved', 'spam']),
  lastMessageSeen,
  why,
});
export const settleBody = z.strictObject({ outcome: z.enum(['sent', 'not_sent']), why });
export const whyBody = z.strictObject({ why });

export const agentRoutes = [
  {
    operationId: 'listTickets',
    method: 'GET',
    path: '/tickets',
    summary: 'List tickets in work, most pressing first',
    permission: 'tickets:read',
    query: listQuery,
    success: 200,
    versioned: false,
  },
  {
    operationId: 'readTicket',
    method: 'GET',
    path: '/tickets/{ticketId}',
    summary: 'Read a ticket with its messages, replies, notes and history',
    permission: 'tickets:read',
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
    success: 202,
    versioned: true,
  },
  {
    operationId: 'settleReply',
    method: 'POST',
    path: '/tickets/{ticketId}/replies/{replyId}/settle',
    summary: 'Say whether a doubtful reply arrived',
    permission: 'replies:settle',
    body: settleBody,
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
    success: 200,
    versioned: true,
  },
] as const satisfies readonly AgentRoute[];

export type OperationId = (typeof agentRoutes)[number]['operationId'];
