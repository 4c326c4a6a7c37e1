import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';

/** A stream record with the reading of it put off, so that one that can't be read fails alone. */
interface Unread<Images> {
  readonly sequenceNumber: string;
  readonly read: () => Images;
}

/** Hands a stream's batch to a story that answers with the sequence number to come again from. */
export function streamBatch<Images>(
  work: (changes: readonly Unread<Images>[]) => Promise<string | undefined>,
  read: (record: DynamoDBRecord) => Images,
) {
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const changes = event.Records.map((record) => ({
      sequenceNumber: record.dynamodb?.SequenceNumber ?? '',
      read: () => read(record),
    }));
    const failed = await work(changes);
    return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
  };
}
