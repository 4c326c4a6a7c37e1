/** Stream records as Lambda hands them to a function, and the message that tells of records it gave up on. */

import type { ShardRecords, StreamRecord } from '../engines/stream-reader.ts';
import type { InvocationResult } from '../lambda/invocation.ts';
import { REGION } from '../template/names.ts';
import { withTypes } from './stream-images.ts';

/** One record of a DynamoDB event: times in the run's time, the region and stream as AWS spells them. */
export function streamEventRecord(record: StreamRecord, streamArn: string, offsetMs: number): object {
  const { ApproximateCreationDateTime, ...change } = record.dynamodb;
  return {
    ...record,
    awsRegion: REGION,
    dynamodb: {
      ...withTypes(change),
      ApproximateCreationDateTime: Math.floor(ApproximateCreationDateTime + offsetMs / 1000),
    },
    eventSourceARN: streamArn,
  };
}

export interface GivenUp extends ShardRecords {
  readonly streamArn: string;
  readonly functionArn: string;
  readonly attempts: number;
  readonly result: InvocationResult;
  /** Epoch milliseconds of the run's time. */
  readonly at: number;
}

/** The body of the message that an on-failure destination gets: where the records are, not what they hold. */
export function givenUpMessage({ shardId, records, streamArn, functionArn, attempts, result, at }: GivenUp): object {
  const [first, last] = [records[0], records.at(-1)];
  const time = (record: StreamRecord | undefined): string =>
    new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  return {
    requestContext: {
      requestId: result.requestId,
      functionArn: `${functionArn}:$LATEST`,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(at).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.dynamodb.SequenceNumber,
      endSequenceNumber: last?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: time(first),
      approximateArrivalOfLastRecord: time(last),
      batchSize: records.length,
      streamArn,
    },
  };
}
