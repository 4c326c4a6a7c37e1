import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { count, log, observed } from '#functions/shell/observability.ts';
import { env as environment } from '#functions/watch-sla/env.ts';
import { createWatchSla } from '#functions/watch-sla/watch-sla.ts';

const env = environment.parse(process.env);

/** Runs every minute. */
export const handler = observed(
  createWatchSla({
    tickets: repositories(env.TABLE_NAME).tickets,
    clock: () => new Date().toISOString(),
    log,
    count,
  }),
);
