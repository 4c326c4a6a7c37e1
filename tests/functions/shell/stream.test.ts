import type { DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { streamBatch } from '#functions/shell/stream.ts';

const event: DynamoDBStreamEvent = {
  Records: ['10', '11'].map((SequenceNumber) => ({ eventName: 'INSERT', dynamodb: { SequenceNumber } })),
};

describe('a batch of a stream', () => {
  it('is read only when the story asks, so that one bad record fails alone', async () => {
    const read = () => {
      throw new Error('unreadable');
    };
    const handle = streamBatch(async (changes) => changes[1]?.sequenceNumber, read);
    await expect(handle(event)).resolves.toEqual({ batchItemFailures: [{ itemIdentifier: '11' }] });
  });

  it('that is told whole does not come again', async () => {
    await expect(
      streamBatch(
        async () => undefined,
        () => 1,
      )(event),
    ).resolves.toEqual({ batchItemFailures: [] });
  });
});
