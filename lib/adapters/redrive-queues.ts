import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';

/** Finding queues and talking to them, on AWS and on the local run's queue server. */

/** Two queues by address. */
export interface QueuePair {
  readonly from: string;
  readonly to: string;
}

const LOOPBACK = /^(?:127\.0\.0\.1|\[::1\]|(?:.+\.)?localhost)$/;
const AWS_HOST = /^(?:sqs\.([a-z0-9-]+)\.(?:amazonaws\.com|amazonaws\.com\.cn)|([a-z0-9-]+)\.queue\.amazonaws\.com)$/;

/** The region that a queue's address names. */
export function regionOf(url: string): string | undefined {
  const match = AWS_HOST.exec(new URL(url).hostname);
  return match?.[1] ?? match?.[2];
}

/** A client for a queue or a server by its address. On this machine any credentials do; elsewhere they are yours. */
export function clientFor(url: string): SQSClient {
  const { hostname, origin } = new URL(url);
  if (LOOPBACK.test(hostname)) {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    return new SQSClient({ endpoint: origin, region: 'us-east-1', credentials });
  }
  const region = regionOf(url);
  return new SQSClient(region ? { region } : {});
}

const nameOf = (address: string): string => address.split(/[/:]/).at(-1) ?? address;

/** The name of the queue that a queue parks on; undefined when it parks on none. */
async function parkedBehind(client: SQSClient, url: string): Promise<string | undefined> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['RedrivePolicy'] }),
  );
  const policy = Attributes?.RedrivePolicy;
  return policy && nameOf((JSON.parse(policy) as { deadLetterTargetArn: string }).deadLetterTargetArn);
}

/** The work queue whose name holds a word, and the queue behind it; undefined when the server has none. */
export async function findPair(client: SQSClient, word: string): Promise<QueuePair | undefined> {
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ MaxResults: 1000 }));
  for (const to of QueueUrls.filter((url) => nameOf(url).includes(word))) {
    const parked = await parkedBehind(client, to);
    const from = parked && QueueUrls.find((url) => nameOf(url) === parked);
    if (from) return { from, to };
  }
  return undefined;
}

/** About how many messages wait in a queue. */
export async function waitingIn(client: SQSClient, url: string): Promise<number> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
}
