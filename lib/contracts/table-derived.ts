import * as z from 'zod/mini';

/** Items that say nothing of customers' matters: counts and leases. They never publish, and nothing is lost with them. */

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
} as const;
