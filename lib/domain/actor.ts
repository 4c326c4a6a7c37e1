import * as z from 'zod/mini';

/** Who did something: a customer, an agent (by the id of their token), automation, or the system itself. */
export const actor = z.object({
  kind: z.enum(['customer', 'agent', 'automation', 'system']),
  /** An id, never a name or a handle. */
  id: z.optional(z.string()),
});

export type Actor = z.infer<typeof actor>;

export const SYSTEM: Actor = { kind: 'system' };
