import * as z from 'zod/mini';
import { CONCERNS } from '#domain/channel-health.ts';

/** The items of the brand's accounts: how they are, how fast they may write, and their tokens. */

export const channelItems = {
  channel: {
    about:
      'How an account is in one thing: its replies, its polls, its connection, whether it is heard. Written when that changes, and published.',
    pk: 'channels',
    sk: 'channel#<account>#<concern>',
    schema: z.object({
      account: z.string(),
      concern: z.enum(CONCERNS),
      state: z.enum(['well', 'unwell']),
      /** Why it is unwell: a stable code, with the platform's own beside it. */
      reason: z.optional(z.string()),
      /** Since when it has been in this state. */
      since: z.string(),
      revision: z.number(),
    }),
  },
  pace: {
    about: 'When an account may write next: in all, or what has a pace of its own. Derived, and expires.',
    pk: 'pace#<account>',
    sk: 'pace, or pace#<name>',
    schema: z.object({ nextMs: z.number(), restsUntilMs: z.number(), revision: z.number() }),
  },
  token: {
    about:
      "An account's present access token, sealed by a key that only the credentials secret gives. Derived, and expires.",
    pk: 'token#<account>',
    sk: 'token',
    schema: z.object({ sealed: z.string(), revision: z.number() }),
  },
} as const;
