import * as z from 'zod/mini';
import { replyView } from '#contracts/agent-api-replies.ts';
import { why } from '#contracts/agent-api-requests.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';

/** Hiding what somebody wrote in public; it goes out as replies do, with no words. */

export const hideRoute = {
  operationId: 'hideMessage',
  method: 'POST',
  path: '/tickets/{ticketId}/messages/{messageId}/hide',
  summary: 'Hide a public message of a customer, where the platform can',
  permission: 'messages:hide',
  body: z.strictObject({ why }),
  response: replyView,
  success: 202,
  versioned: true,
} as const satisfies AgentRoute;
