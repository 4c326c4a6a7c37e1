import { SQSClient } from '@aws-sdk/client-sqs';
import { jitteredBackOff } from '#adapters/back-off.ts';
import { bucketBlobs } from '#adapters/bucket.ts';
import { publicKeys } from '#adapters/public-keys.ts';
import { enqueueTo } from '#adapters/queue.ts';
import { webhookSecrets } from '#adapters/webhook-secrets.ts';
import { env as environment } from '#functions/receive-webhook/env.ts';
import { incomingOf } from '#functions/receive-webhook/incoming.ts';
import { proofNotes } from '#functions/receive-webhook/note-proof.ts';
import { createReceiveWebhook } from '#functions/receive-webhook/receive-webhook.ts';
import { log, observed } from '#functions/shell/observability.ts';
import { platformNamed } from '#platforms/registry.ts';

const env = environment.parse(process.env);

const client = new SQSClient({});
const receive = createReceiveWebhook({
  enqueue: enqueueTo({ client, queueUrl: env.INBOUND_QUEUE_URL, backOff: jitteredBackOff }),
  noteProof: proofNotes({ enqueue: enqueueTo({ client, queueUrl: env.CHANNELS_QUEUE_URL }), nowMs: Date.now, log }),
  blobs: bucketBlobs(env.BUCKET_NAME),
  secretsOf: webhookSecrets(env.WEBHOOK_SECRET_ARN, {
    urlOf: (platform) => platformNamed(platform)?.webhook?.keysUrl,
    keysAt: publicKeys(),
  }),
  clock: () => new Date().toISOString(),
  log,
});

/** Takes webhooks from an HTTP API (payload format 2.0). */
export const handler = observed(async (event: Parameters<typeof incomingOf>[0]) => receive(incomingOf(event)));
