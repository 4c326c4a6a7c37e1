import * as z from 'zod/mini';
import { rhythm } from '#domain/channel/rhythm.ts';

/** Items that say nothing of customers' matters: counts, leases and the state of polls. They never publish, and nothing is lost with them. */

export const derivedItems = {
  spending: {
    about: 'What a cloud classifier has used in a day (UTC), in characters or tokens. Derived, and expires.',
    pk: 'spending#<classifier>#<day>',
    sk: 'spending',
    schema: z.object({ spent: z.number() }),
  },
  lease: {
    about:
      'Who may do what only one at a time should: the sweep of the clocks. Derived; it says nothing of what was done.',
    pk: 'lease#<name>',
    sk: 'lease',
    schema: z.object({ name: z.string(), fence: z.number(), until: z.string(), holder: z.string() }),
  },
  rhythm: {
    about:
      'How often customers write to an account, by the hour of the week: what silence is judged by. Derived; without it an account is learned anew.',
    pk: 'rhythms',
    sk: 'rhythm#<account>',
    schema: z.object({ account: z.string(), rhythm, revision: z.number() }),
  },
  poll: {
    about:
      'Where the poll of an account stands: cursor, requests in the present window, and why it fails. Derived; without it the account is polled from as far back as its platform is read.',
    pk: 'poll#<account>',
    sk: 'poll',
    schema: z.object({
      account: z.string(),
      revision: z.number(),
      cursor: z.optional(z.record(z.string(), z.string())),
      startedAt: z.optional(z.string()),
      unfinished: z.optional(z.boolean()),
      backfill: z.optional(z.boolean()),
      completeAt: z.optional(z.string()),
      notBefore: z.optional(z.string()),
      failure: z.optional(
        z.object({ reason: z.string(), platformCode: z.optional(z.string()), since: z.string(), at: z.string() }),
      ),
      window: z.optional(z.object({ startsAt: z.string(), requests: z.number() })),
    }),
  },
} as const;
