import { randomUUID } from 'node:crypto';
import { bucketBlobs } from '#adapters/bucket.ts';
import { bucketModelSource } from '#adapters/bucket-model-source.ts';
import { cloudClassifiers } from '#adapters/cloud-classifiers.ts';
import { enqueueTo, parkTo } from '#adapters/queue.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { wholeBatch } from '#functions/shell/batch.ts';
import { count, log, observed } from '#functions/shell/observability.ts';
import { env as environment } from '#functions/triage/env.ts';
import { classifyByModelInUse } from '#functions/triage/model-in-use.ts';
import { createReview } from '#functions/triage/review.ts';
import { createTriage } from '#functions/triage/triage.ts';

const env = environment.parse(process.env);

const triage = createTriage({
  ...repositories(env.TABLE_NAME),
  blobs: bucketBlobs(env.BUCKET_NAME),
  classify: classifyByModelInUse(bucketModelSource(env.BUCKET_NAME, import.meta.dirname), { log, count }),
  review: createReview(env.CLASSIFIER, { ...cloudClassifiers(env.TABLE_NAME), log, count }),
  fetchLater: enqueueTo({ queueUrl: env.POLL_QUEUE_URL }),
  park: parkTo({ queueUrl: env.PARKED_QUEUE_URL }),
  clock: () => new Date().toISOString(),
  newId: randomUUID,
  log,
  count,
});

/** Works through the inbound queue. */
export const handler = observed(wholeBatch(triage));
