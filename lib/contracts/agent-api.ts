import * as z from 'zod/mini';
import { noteView, replyView, ticketDetail, ticketPage, ticketView } from '#contracts/agent-api-views.ts';
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
  /** What success answers with. */
  readonly response: z.ZodMiniType;
  /** The status of success. */
  readonly success: 200 | 201 | 202;
  /** Needs `If-Match` with the ETag of the ticket as read. */
  readonly versioned: boolean;
  /** Takes an `Idempotency-Key`: the same request again does nothing twice. */
  readonly keyed?: boolean;
}

/** Tickets on a page unless the request says otherwise. */
export const PAGE_SIZE = 25;

const MAX_TEXT = 25_000;
const CONTROL = /[\p{Cc}--[\t\n\r]]/v;

/** Words that can be stored and sent as they are: no control characters, no half of a surrogate pair. */
const readable = z.refine<string>((value) => value.isWellFormed() && !CONTROL.test(value), {
  error: 'no control characters and no broken characters',
});
const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_TEXT), readable);
const lastMessageSeen = z
  .int()
  .check(z.gte(0), z.describe('How many messages the ticket had when it was read: its `lastMessageSeen`.'));
const why = z.optional(z.string().check(z.maxLength(500), readable, z.describe('Kept in the history.')));
const assignee = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(200), readable, z.describe('An agent by the `sub` of their token; `me` is the caller.'));

/** An id in a path: ours, so of a known shape. It never reaches a key of the table otherwise. */
export const pathId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,100}$/));

/** The `Idempotency-Key` of a reply becomes its id, so it must be unique beyond one ticket: a UUID is right. */
export const idempotencyKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/));

export const listQuery = z.strictObject({
  status: z.optional(z.enum(STATUSES).check(z.describe('Without it: every ticket in work.'))),
  assignee: z.optional(assignee),
  priority: z.optional(z.enum(PRIORITIES)),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), PAGE_SIZE),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(2_000), z.describe('`next` of the page before.'))),
});

export const assignBody = z.strictObject({ assignee, why });
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

export type OperationId = (typeof agentRoutes)[number]['operationId'];

/** One row of the table, with its literal types. */
export type RouteOf<Id extends OperationId> = Extract<(typeof agentRoutes)[number], { operationId: Id }>;
