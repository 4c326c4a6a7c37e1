import type * as z from 'zod/mini';

/** What a row of the agent API's table says. */

/** What a caller may do; roles are sets of these (see functions/agent-api/roles.ts). */
export type Permission =
  | 'tickets:read'
  | 'tickets:work'
  | 'tickets:assign'
  | 'replies:settle'
  | 'messages:hide'
  | 'personal_data:read'
  | 'media:read'
  | 'customers:write'
  | 'labels:export'
  | 'metrics:read'
  | 'policies:read'
  | 'policies:write';

export interface AgentRoute {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: `/${string}`;
  readonly summary: string;
  readonly permission: Permission;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** What success answers with. */
  readonly response: z.ZodMiniType;
  /** The media types among which `Accept` chooses, the first unless it says so. @default JSON alone */
  readonly formats?: readonly string[];
  /** The status of success. */
  readonly success: 200 | 201 | 202;
  /** Needs `If-Match` with the ETag of what is edited, as it was read. */
  readonly versioned: boolean;
  /** Answers with the ETag of what stands alone under its path. */
  readonly tagged?: boolean;
  /** Takes an `Idempotency-Key`: the same request again does nothing twice. */
  readonly keyed?: boolean;
  /** Takes documents whose sense is checked beyond their shape, and refuses those that have none (422). */
  readonly checked?: boolean;
}
