import * as z from 'zod/mini';
import { CONCERNS } from '#domain/channel-health.ts';

/** The events of the brand's accounts: rows of the catalogue in events.ts. */

const channel = {
  account: z.string(),
  concern: z.enum(CONCERNS),
  since: z.string(),
};

const unwell = { ...channel, reason: z.optional(z.string()), mend: z.optional(z.string()) };

export const channelEvents = {
  'channel.unhealthy': {
    version: 1,
    about:
      'The platform refuses an account for a reason that is not this reply or this customer: somebody must see to it. `mend` says how.',
    data: z.object(unwell),
    ofNoTicket: true,
  },
  'channel.silent': {
    version: 1,
    about:
      'An account has heard nobody for longer than its own rhythm explains: its deliveries may have stopped. `since` is when somebody was heard last.',
    data: z.object(unwell),
    ofNoTicket: true,
  },
  'channel.recovered': {
    version: 1,
    about:
      'What was wrong with an account is mended: a reply went out, somebody was heard, a poll or a question was answered.',
    data: z.object(channel),
    ofNoTicket: true,
  },
} as const;
