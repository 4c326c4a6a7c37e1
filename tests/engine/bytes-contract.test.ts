import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { afterAll, beforeAll } from 'vitest';
import { jitteredBackOff } from '#adapters/back-off.ts';
import { bucketBlobs } from '#adapters/bucket.ts';
import { enqueueTo, parkTo } from '#adapters/queue.ts';
import { PARK_REASON_ATTRIBUTE } from '#contracts/inbound.ts';
import type { Blobs } from '#domain/ports.ts';
import { blobsContract, type QueueUnderTest, queueContract } from '#tests/contract/bytes-contract.ts';

/** The same promises, held by a queue server and its buckets. */

let server: Awaited<ReturnType<typeof startFauxqs>>;
let blobs: Blobs;
let queue: QueueUnderTest;

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

async function everything(client: SQSClient, queueUrl: string) {
  const found: { body: string; reason?: string | undefined }[] = [];
  for (;;) {
    const request = {
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
      VisibilityTimeout: 1,
    };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(request));
    if (Messages.length === 0) return found;
    found.push(
      ...Messages.map(({ Body = '', MessageAttributes }) => ({
        body: Body,
        reason: MessageAttributes?.[PARK_REASON_ATTRIBUTE]?.StringValue,
      })),
    );
  }
}

beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false });
  const common = { endpoint: server.address, region: 'us-east-1', credentials };
  const s3 = new S3Client({ ...common, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'contract' }));
  blobs = bucketBlobs('contract', () => s3);
  const sqs = new SQSClient(common);
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'contract' }));
  const deps = { client: sqs, queueUrl: QueueUrl, backOff: jitteredBackOff };
  queue = { enqueue: enqueueTo(deps), park: parkTo(deps), waiting: () => everything(sqs, QueueUrl) };
});

afterAll(() => server.stop());

blobsContract('in a bucket', () => blobs);
queueContract('on a queue server', () => queue);
