import { accountsOf, credentialsFile } from '#adapters/account-credentials.ts';
import { deployedTokens } from '#adapters/deployed-tokens.ts';
import { httpSender } from '#adapters/http-sender.ts';
import { enqueueTo } from '#adapters/queue.ts';
import { secretJson } from '#adapters/secrets.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { wholeBatch } from '#functions/shell/batch.ts';
import { log, observed } from '#functions/shell/observability.ts';
import { env as environment } from '#functions/watch-channels/env.ts';
import { createWatchChannels } from '#functions/watch-channels/watch-channels.ts';
import { platformNamed, tokenSourceOf } from '#platforms/registry.ts';

const env = environment.parse(process.env);
const table = repositories(env.TABLE_NAME);
const secretArn = env.REPLY_SECRET_ARN;
const own = { platformNamed, log, clock: () => new Date().toISOString() };

const watch = createWatchChannels({
  ...table,
  ...own,
  accounts: accountsOf(secretJson(secretArn, credentialsFile)),
  credentialsOf: deployedTokens({ ...table, secretArn, sourceOf: tokenSourceOf }),
  enqueue: enqueueTo({ queueUrl: env.POLL_QUEUE_URL }),
  ask: httpSender(),
  webhookUrl: env.WEBHOOK_URL,
  checkHours: env.CHECK_HOURS,
});

/** Works through what was said and the ticks of the clock. */
export const handler = observed(wholeBatch(watch));
