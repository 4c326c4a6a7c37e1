import * as z from 'zod/mini';
import { metricsRow } from '#domain/metrics/row.ts';

/** The items that metrics are made of; docs/metrics.md says what is counted. */

export const metricsItems = {
  metricsRow: {
    about:
      'One thing a customer waited for, for the metrics: ids and facts, no words. Derived from the history, and expires. `gone`: the history no longer tells it, or of another day.',
    pk: 'metrics#<day>#<shard>',
    sk: 'row#<ticket id>#<clock>#<episode>#<cycle>',
    schema: z.object({ day: z.string(), row: metricsRow, gone: z.optional(z.boolean()), revision: z.number() }),
  },
  metricsPlaces: {
    about: "Where a ticket's rows for the metrics are, as `<day>#<clock>#<episode>#<cycle>`. Derived, and expires.",
    pk: 'ticket#<ticket id>',
    sk: 'metrics',
    schema: z.object({ version: z.number(), revision: z.number(), places: z.array(z.string()) }),
  },
} as const;
