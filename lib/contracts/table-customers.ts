import * as z from 'zod/mini';
import { actor } from '#domain/actor.ts';

/** The items of customers, one partition each. */

/** Who wrote, as the platform tells. */
export const author = z.object({
  id: z.string(),
  name: z.optional(z.string()),
  handle: z.optional(z.string()),
  followers: z.optional(z.number()),
  verified: z.optional(z.boolean()),
});

export const customerItems = {
  customer: {
    about: 'What an account knows of a customer.',
    pk: 'customer#<account>#<customer id>',
    sk: 'profile',
    schema: z.object({ account: z.string(), profile: author, seenAt: z.string() }),
  },
  tier: {
    about: 'What a customer is to the brand, as somebody has set it; apart from the profile, which messages overwrite.',
    pk: 'customer#<account>#<customer id>',
    sk: 'tier',
    schema: z.object({
      account: z.string(),
      customerId: z.string(),
      tier: z.optional(z.string()),
      by: actor,
      at: z.string(),
      why: z.optional(z.string()),
    }),
  },
  pointer: {
    about: "Where one of a customer's threads leads; put if absent, so that two first messages make one ticket.",
    pk: 'customer#<account>#<customer id>',
    sk: 'thread#<thread key>',
    /** `joins`: the ticket that it led to before a private step of another one opened this talk: they are one matter. */
    schema: z.object({ ticketId: z.string(), joins: z.optional(z.string()) }),
  },
} as const;
