import { accountsOf, credentialsFile } from '#adapters/account-credentials.ts';
import { enqueueTo } from '#adapters/queue.ts';
import { secretJson } from '#adapters/secrets.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { env as environment } from '#functions/plan-polls/env.ts';
import { createPlanPolls } from '#functions/plan-polls/plan-polls.ts';
import { log, observed } from '#functions/shell/observability.ts';
import { platformNamed } from '#platforms/registry.ts';

const env = environment.parse(process.env);

/** Runs every minute. */
export const handler = observed(
  createPlanPolls({
    ...repositories(env.TABLE_NAME),
    accounts: accountsOf(secretJson(env.REPLY_SECRET_ARN, credentialsFile)),
    platformNamed,
    enqueue: enqueueTo({ queueUrl: env.POLL_QUEUE_URL }),
    clock: () => new Date().toISOString(),
    log,
  }),
);
