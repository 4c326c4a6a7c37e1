import { setTimeout as sleep } from 'node:timers/promises';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { count, log, observed } from '#functions/shell/observability.ts';
import { env as environment } from '#functions/watch-sla/env.ts';
import { createWatchSla } from '#functions/watch-sla/watch-sla.ts';

const env = environment.parse(process.env);
const { tickets, leases } = repositories(env.TABLE_NAME);

/** Runs every minute. */
export const handler = observed(
  createWatchSla({
    tickets,
    leases,
    clock: () => new Date().toISOString(),
    sleep: (ms) => sleep(ms),
    looksAMinute: Number(env.LOOKS_A_MINUTE),
    log,
    count,
  }),
);
