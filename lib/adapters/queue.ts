import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { jitteredBackOff } from '#adapters/back-off.ts';
import { PARK_REASON_ATTRIBUTE } from '#contracts/inbound.ts';
import { TransientError } from '#domain/errors.ts';
import type { Enqueue, Park } from '#domain/ports.ts';

/** SQS takes ten messages a batch and 1 MiB in all; a little is left for the request's own bytes. */
const BATCH_MESSAGES = 10;
const BATCH_BYTES = 1_000_000;
const MOST_ROUNDS = 5;

export interface QueueDeps {
  readonly queueUrl: string;
  /** @default a new one */
  readonly client?: SQSClient;
  /** @default jittered */
  readonly backOff?: (attempt: number) => Promise<void>;
  /** How long nobody sees the messages. @default what the queue says */
  readonly delaySeconds?: number;
}

type Sending = QueueDeps & Required<Pick<QueueDeps, 'client' | 'backOff'>>;

/** Cuts bodies into batches that SQS takes; the order is kept. */
export function batchesOf(bodies: readonly string[]): string[][] {
  const batches: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    const last = batches.at(-1);
    if (last && last.length < BATCH_MESSAGES && bytes + size <= BATCH_BYTES) {
      last.push(body);
      bytes += size;
    } else {
      batches.push([body]);
      bytes = size;
    }
  }
  return batches;
}

/** Sends one batch, and again what the queue did not take of it: a 200 may hold failures. */
async function sendBatch(deps: Sending, bodies: readonly string[]): Promise<void> {
  const delay = deps.delaySeconds === undefined ? {} : { DelaySeconds: deps.delaySeconds };
  let left: SendMessageBatchRequestEntry[] = bodies.map((MessageBody, index) => ({
    Id: String(index),
    MessageBody,
    ...delay,
  }));
  for (let attempt = 1; attempt <= MOST_ROUNDS; attempt++) {
    const { Failed = [] } = await deps.client.send(
      new SendMessageBatchCommand({ QueueUrl: deps.queueUrl, Entries: left }),
    );
    if (Failed.length === 0) return;
    left = left.filter(({ Id }) => Failed.some((failed) => failed.Id === Id));
    await deps.backOff(attempt);
  }
  throw new TransientError('queue did not take every message');
}

/** Puts messages on a queue. @throws {TransientError} or the SDK's error when it did not take every one. */
export function enqueueTo(given: QueueDeps): Enqueue {
  const deps = { client: new SQSClient({}), backOff: jitteredBackOff, ...given };
  return async (bodies) => {
    for (const batch of batchesOf(bodies)) await sendBatch(deps, batch);
  };
}

/** Parks messages on a DLQ, each with its reason as a message attribute. @param deps `client` by default a new one. */
export function parkTo({ queueUrl, client = new SQSClient({}) }: { queueUrl: string; client?: SQSClient }): Park {
  return async (body, reason) => {
    const attribute = { [PARK_REASON_ATTRIBUTE]: { DataType: 'String', StringValue: reason } };
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, MessageAttributes: attribute }));
  };
}

/**
 * Puts one message on a queue again, as a fresh one that nobody sees for so many seconds, 900 at most: it has not been
 * received yet, however often its work has had to wait. @param deps `client` by default a new one.
 */
export function putOffTo({ queueUrl, client = new SQSClient({}) }: Pick<QueueDeps, 'queueUrl' | 'client'>) {
  return async (body: string, seconds: number): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, DelaySeconds: seconds }));
  };
}
