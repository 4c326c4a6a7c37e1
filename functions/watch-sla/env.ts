import * as z from 'zod/mini';

/** What watch-sla needs from its environment. */
export const env = z.object({ TABLE_NAME: z.string(), LOOKS_A_MINUTE: z.enum(['1', '6']) });
