import * as z from 'zod/mini';

/** The events of the brand's accounts: rows of the catalogue in events.ts. */

export const channelEvents = {
  'channel.unhealthy': {
    version: 1,
    about:
      'The platform refuses an account for a reason that is not this reply or this customer: somebody must see to it.',
    data: z.object({ account: z.string(), reason: z.optional(z.string()), since: z.string() }),
    ofNoTicket: true,
  },
  'channel.recovered': {
    version: 1,
    about: 'An account that was unwell has sent a reply again.',
    data: z.object({ account: z.string(), since: z.string() }),
    ofNoTicket: true,
  },
} as const;
