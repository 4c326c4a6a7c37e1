import { bucketBlobs } from '#adapters/bucket.ts';
import { deployedTokens } from '#adapters/deployed-tokens.ts';
import { httpSender } from '#adapters/http-sender.ts';
import { enqueueTo, parkTo, putOffTo } from '#adapters/queue.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { env as environment } from '#functions/poll-platforms/env.ts';
import { createPollPlatforms, idsIn, LARGEST_ANSWER_BYTES } from '#functions/poll-platforms/poll-platforms.ts';
import { oneByOne } from '#functions/shell/batch.ts';
import { count, log, observed } from '#functions/shell/observability.ts';
import { platformNamed, tokenSourceOf } from '#platforms/registry.ts';

const env = environment.parse(process.env);
const table = repositories(env.TABLE_NAME);
const work = createPollPlatforms({
  ...table,
  platformNamed,
  credentialsOf: deployedTokens({ ...table, secretArn: env.REPLY_SECRET_ARN, sourceOf: tokenSourceOf }),
  send: httpSender({ maxAnswerBytes: LARGEST_ANSWER_BYTES }),
  blobs: bucketBlobs(env.BUCKET_NAME),
  enqueue: enqueueTo({ queueUrl: env.INBOUND_QUEUE_URL }),
  putOff: putOffTo({ queueUrl: env.POLL_QUEUE_URL }),
  clock: () => new Date().toISOString(),
  log,
  count,
});

/** Works through the queue of polls. */
export const handler = observed(oneByOne({ work, park: parkTo({ queueUrl: env.PARKED_QUEUE_URL }), idsIn, log }));
