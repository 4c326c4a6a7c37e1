import * as z from 'zod/mini';

/** What publish-changes needs from its environment. */
export const env = z.object({ BUS_NAME: z.string() });
