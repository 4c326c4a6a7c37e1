import 'aws-sdk-client-mock-vitest/extend';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { batchesOf, enqueueTo, parkTo } from '#adapters/queue.ts';
import { TransientError } from '#domain/errors.ts';

const sqs = mockClient(SQSClient);
const waits: number[] = [];
const queueUrl = 'https://sqs.example.com/inbound';

const enqueue = enqueueTo({
  client: new SQSClient({}),
  queueUrl,
  backOff: async (attempt) => void waits.push(attempt),
});

/** The bodies of each call, in the order of the calls. */
const sent = (): (string | undefined)[][] =>
  sqs
    .commandCalls(SendMessageBatchCommand)
    .map(({ args: [{ input }] }) => (input.Entries ?? []).map(({ MessageBody }) => MessageBody));

/** An answer in which the queue takes all but these entries. */
const refusing = (...ids: string[]) => ({
  Successful: [],
  Failed: ids.map((Id) => ({ Id, Code: 'InternalError', SenderFault: false })),
});

beforeEach(() => {
  sqs.reset();
  waits.length = 0;
});

describe('putting messages on a queue', () => {
  it('sends again what the queue did not take of a batch, and only that', async () => {
    sqs.on(SendMessageBatchCommand).resolvesOnce(refusing('1', '3')).resolvesOnce(refusing('3')).resolves({});
    await enqueue(['a', 'b', 'c', 'd']);
    expect(sent()).toEqual([['a', 'b', 'c', 'd'], ['b', 'd'], ['d']]);
    expect(waits).toEqual([1, 2]);
  });

  it('gives up with an error that is worth another try when the queue keeps refusing', async () => {
    sqs.on(SendMessageBatchCommand).resolves(refusing('0'));
    await expect(enqueue(['a', 'b'])).rejects.toThrow(TransientError);
    expect(sent().slice(1)).toEqual([['a'], ['a'], ['a'], ['a']]);
  });

  it("throws the engine's own error, and sends nothing after it", async () => {
    sqs.on(SendMessageBatchCommand).rejects(new Error('down'));
    await expect(enqueue(Array.from({ length: 11 }, String))).rejects.toThrow('down');
    expect(sent()).toHaveLength(1);
  });

  it('asks the queue nothing when there is nothing to put', async () => {
    await enqueue([]);
    expect(sqs).not.toHaveReceivedAnyCommand();
  });
});

describe('batches', () => {
  /** Bodies of every size up to more than two fit in one batch. */
  const bodies = fc.array(
    fc
      .record({ letter: fc.constantFrom('a', 'é', '漢', '😀'), count: fc.integer({ min: 1, max: 200_000 }) })
      .map(({ letter, count }) => letter.repeat(count)),
    { maxLength: 30 },
  );

  it('hold every body once, in order, ten at most and a megabyte at most', () => {
    fc.assert(
      fc.property(bodies, (given) => {
        const batches = batchesOf(given);
        expect(batches.flat()).toEqual(given);
        for (const batch of batches) {
          const bytes = batch.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
          expect(batch.length).toBeLessThanOrEqual(10);
          expect(bytes).toBeLessThanOrEqual(1_000_000);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are no more than needed: none could take the first body of the next', () => {
    const batches = batchesOf(Array.from({ length: 25 }, (_, index) => 'x'.repeat(index * 10_000)));
    for (const [index, batch] of batches.slice(0, -1).entries()) {
      const next = [...batch, batches[index + 1]?.[0] ?? ''];
      expect(next.length > 10 || Buffer.byteLength(next.join('')) > 1_000_000).toBe(true);
    }
  });
});

describe('parking a message', () => {
  it('keeps the body as it was and says why', async () => {
    sqs.on(SendMessageCommand).resolves({});
    await parkTo({ client: new SQSClient({}), queueUrl })('{"a":1}', 'schema_mismatch');
    expect(sqs).toHaveReceivedCommandWith(SendMessageCommand, {
      QueueUrl: queueUrl,
      MessageBody: '{"a":1}',
      MessageAttributes: { parkReason: { DataType: 'String', StringValue: 'schema_mismatch' } },
    });
  });
});
