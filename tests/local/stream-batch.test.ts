import { describe, expect, it } from 'vitest';
import type { StreamRecord } from '#local/engines/stream-reader.ts';
import { processStreamBatch, type StreamBatchOptions } from '#local/mappings/stream-batch.ts';
import { chunksOf, lanesOf } from '#local/mappings/stream-lanes.ts';

const record = (sequence: string, pk = 'a'): StreamRecord => ({
  eventID: sequence,
  eventName: 'INSERT',
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'us-east-1',
  dynamodb: {
    ApproximateCreationDateTime: 0,
    Keys: { sk: { S: sequence }, pk: { S: pk } },
    SequenceNumber: sequence,
    SizeBytes: 1,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  },
});

const records = ['1', '2', '3', '4'].map((sequence) => record(sequence));
const numbers = (batch: readonly StreamRecord[]): string =>
  batch.map(({ dynamodb }) => dynamodb.SequenceNumber).join('');

/** Runs a batch through a function that answers as told; tells what it was given and what was given up. */
async function run(
  answer: (batch: string, call: number) => string[] | 'error',
  change: Partial<StreamBatchOptions> = {},
) {
  const seen: string[] = [];
  const givenUp: string[] = [];
  await processStreamBatch(records, {
    invoke: async (batch) => {
      seen.push(numbers(batch));
      const failed = answer(numbers(batch), seen.length);
      if (failed === 'error') {
        return { status: 'error', requestId: 'r', cause: 'function', error: { errorType: 'E', errorMessage: 'e' } };
      }
      const batchItemFailures = failed.map((itemIdentifier) => ({ itemIdentifier }));
      return { status: 'ok', requestId: 'r', payload: JSON.stringify({ batchItemFailures }) };
    },
    giveUp: async (batch, attempts) => {
      givenUp.push(`${numbers(batch)} after ${attempts}`);
    },
    reportsFailures: true,
    bisects: false,
    maximumRetryAttempts: 2,
    timeoutScale: 0,
    stopped: () => false,
    ...change,
  });
  return { seen, givenUp };
}

describe('a batch of stream records', () => {
  it('is done when nothing failed', async () => {
    expect(await run(() => [])).toEqual({ seen: ['1234'], givenUp: [] });
  });

  it('goes on from the first record that failed', async () => {
    expect(await run((_batch, call) => (call === 1 ? ['4', '3'] : []))).toEqual({ seen: ['1234', '34'], givenUp: [] });
  });

  it('is tried again whole when the function fails or its answer names a record it was not given', async () => {
    const answers: ('error' | string[])[] = ['error', ['99'], []];
    expect(await run((_batch, call) => answers[call - 1] ?? [])).toEqual({
      seen: ['1234', '1234', '1234'],
      givenUp: [],
    });
  });

  it('is given up after its tries', async () => {
    expect(await run(() => 'error')).toEqual({ seen: ['1234', '1234', '1234'], givenUp: ['1234 after 3'] });
  });

  it('is halved until the record that fails is alone, and only that one is given up', async () => {
    const { seen, givenUp } = await run((batch) => (batch.includes('3') ? 'error' : []), { bisects: true });
    expect(seen).toEqual(['1234', '12', '34', '3', '3', '3', '4']);
    expect(givenUp).toEqual(['3 after 3']);
  });

  it('ignores what the answer says where partial failures are not asked for', async () => {
    expect(await run(() => ['1'], { reportsFailures: false })).toEqual({ seen: ['1234'], givenUp: [] });
  });
});

describe('lanes', () => {
  it('keep the records of one partition together and in order', () => {
    const mixed = Array.from({ length: 40 }, (_unused, index) =>
      record(String(index).padStart(2, '0'), `p${index % 7}`),
    );
    const lanes = lanesOf(mixed, 4, 'pk');
    expect(lanes.flat()).toHaveLength(40);
    for (let partition = 0; partition < 7; partition += 1) {
      const holding = lanes.filter((lane) =>
        lane.some(({ dynamodb }) => dynamodb.Keys['pk']?.['S'] === `p${partition}`),
      );
      expect(holding).toHaveLength(1);
      const order = (holding[0] ?? []).map(({ dynamodb }) => dynamodb.SequenceNumber);
      expect(order).toEqual(order.toSorted());
    }
  });

  it('are cut into batches', () => {
    expect(chunksOf(records, 3).map(numbers)).toEqual(['123', '4']);
  });
});
