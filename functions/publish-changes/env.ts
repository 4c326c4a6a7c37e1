import * as z from 'zod/mini';

/** What publish-changes needs from its environment. */
export const env = z.object({
  BUS_NAME: z.string(),
  /** Where people open a ticket, with `{ticketId}` in it; empty when the stage names no front end. */
  TICKET_URL: z.string(),
});
