import { SQSClient } from '@aws-sdk/client-sqs';
import { jitteredBackOff } from '#adapters/back-off.ts';
import { enqueueTo, parkTo } from '#adapters/queue.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { REDERIVE_DELAY_SECONDS } from '#contracts/sla-book.ts';
import { env as environment } from '#functions/rederive-clocks/env.ts';
import { createRederiveClocks } from '#functions/rederive-clocks/rederive-clocks.ts';
import { idsIn, readRederiveMessage } from '#functions/rederive-clocks/rederive-message.ts';
import { oneByOne } from '#functions/shell/batch.ts';
import { count, log, observed } from '#functions/shell/observability.ts';

const env = environment.parse(process.env);
const client = new SQSClient({});
const queue = { client, queueUrl: env.QUEUE_URL, backOff: jitteredBackOff };

const rederive = createRederiveClocks({
  ...repositories(env.TABLE_NAME),
  enqueue: enqueueTo(queue),
  enqueueLater: enqueueTo({ ...queue, delaySeconds: REDERIVE_DELAY_SECONDS }),
  clock: () => new Date().toISOString(),
  log,
  count,
});
const work = async (body: string) => void (await rederive(readRederiveMessage(body)));
const park = parkTo({ client, queueUrl: env.PARKED_QUEUE_URL });

/** Works through the queue of re-derivations. */
export const handler = observed(oneByOne({ work, park, idsIn, log }));
