import * as z from 'zod/mini';
import { actor } from '#domain/actor.ts';

/** The items of what people configure; see lib/domain/versioned.ts. */

/** What is configured, each in versions of its own. */
export type DocumentFamily = 'priority-policy' | 'sla-policy' | 'calendar';

const version = z.object({
  name: z.string(),
  number: z.number(),
  document: z.unknown(),
  by: actor,
  at: z.string(),
  why: z.optional(z.string()),
});

export const documentItems = {
  document: {
    about:
      'One version of what people configure (families: priority-policy, sla-policy, calendar): who, when, why. Immutable; its absent-checked put is the commit, and is published.',
    pk: 'document#<family>',
    sk: 'version#<name>#<number, 10 digits>',
    schema: z.object({ version }),
  },
  documentPointer: {
    about: 'The newest version of a document, or one shortly before it: readers look for newer ones.',
    pk: 'document#<family>',
    sk: 'current#<name>',
    schema: z.object({ name: z.string(), number: z.number() }),
  },
  documentEdits: {
    about:
      'How many versions were put in a family whose documents must go together: a version is put in one transaction with it, so that nothing comes between the look at the others and the put.',
    pk: 'document#<family>',
    sk: 'edits',
    schema: z.object({ number: z.number() }),
  },
} as const;
