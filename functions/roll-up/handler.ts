import { parkTo } from '#adapters/queue.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { env as environment } from '#functions/roll-up/env.ts';
import { createRollUp } from '#functions/roll-up/roll-up.ts';
import { wholeBatch } from '#functions/shell/batch.ts';
import { count, log, observed } from '#functions/shell/observability.ts';

const env = environment.parse(process.env);

const rollUp = createRollUp({
  ...repositories(env.TABLE_NAME),
  keptDays: env.KEPT_DAYS,
  park: parkTo({ queueUrl: env.PARKED_QUEUE_URL }),
  clock: () => new Date().toISOString(),
  count,
  log,
});

/** Works through what happened, and keeps the rows that metrics are made of. */
export const handler = observed(wholeBatch(rollUp));
