/** Reads a DynamoDB stream shard by shard, in order within each. */
import type { Item } from '../proxy/dynamodb-requests.ts';
import { AwsJsonError, callAws } from './aws-json.ts';

/** A record as DynamoDB Streams gives it. */
export interface StreamRecord {
  readonly eventID: string;
  /** INSERT, MODIFY, REMOVE; a TTL deletion is UNKNOWN_TO_SDK_VERSION here. */
  readonly eventName: string;
  readonly eventVersion: string;
  readonly eventSource: string;
  readonly awsRegion: string;
  readonly userIdentity?: Readonly<Record<string, string>>;
  readonly dynamodb: {
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: string;
  };
}

/** Records of one shard, in order. */
export interface ShardRecords {
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
}

/** Where reading begins in each shard: after these sequence numbers, else at `otherwise`. */
export interface StreamStart {
  readonly after?: Readonly<Record<string, string>> | undefined;
  readonly otherwise: 'TRIM_HORIZON' | 'LATEST';
}

interface Shard {
  iterator: string | undefined;
  lastSequence: string | undefined;
  closed: boolean;
}

/** New shards appear seldom: at a restart, or after hours. */
const REFRESH_MS = 5_000;

export class StreamReader {
  readonly #endpoint: string;
  readonly #arn: string;
  readonly #start: StreamStart;
  readonly #shards = new Map<string, Shard>();
  #refreshedAt = 0;

  constructor(endpoint: string, streamArn: string, start: StreamStart) {
    this.#endpoint = endpoint;
    this.#arn = streamArn;
    this.#start = start;
  }

  /** The next records of the first shard that has any; none when all are read to their end. */
  async read(limit: number): Promise<ShardRecords | undefined> {
    await this.#refresh();
    for (const [shardId, shard] of this.#shards) {
      const records = shard.closed ? [] : await this.#readShard(shardId, shard, limit);
      if (records.length > 0) return { shardId, records };
    }
    return undefined;
  }

  async #readShard(shardId: string, shard: Shard, limit: number): Promise<readonly StreamRecord[]> {
    shard.iterator ??= await this.#iterator(shardId, shard);
    try {
      const body = { ShardIterator: shard.iterator, Limit: limit };
      const { Records, NextShardIterator } = await this.#call<{ Records: StreamRecord[]; NextShardIterator?: string }>(
        'GetRecords',
        body,
      );
      shard.iterator = NextShardIterator;
      shard.closed = NextShardIterator === undefined;
      shard.lastSequence = Records.at(-1)?.dynamodb.SequenceNumber ?? shard.lastSequence;
      return Records;
    } catch (error) {
      if (!(error instanceof AwsJsonError) || !/Expired|Trimmed/.test(error.code)) throw error;
      shard.iterator = undefined;
      return [];
    }
  }

  async #iterator(shardId: string, { lastSequence }: Shard): Promise<string> {
    const after = lastSequence ?? this.#start.after?.[shardId];
    const position = after
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }
      : { ShardIteratorType: this.#start.otherwise };
    const body = { StreamArn: this.#arn, ShardId: shardId, ...position };
    const { ShardIterator } = await this.#call<{ ShardIterator: string }>('GetShardIterator', body);
    return ShardIterator;
  }

  async #refresh(): Promise<void> {
    const open = [...this.#shards.values()].some(({ closed }) => !closed);
    if (open && Date.now() - this.#refreshedAt < REFRESH_MS) return;
    this.#refreshedAt = Date.now();
    const { StreamDescription } = await this.#call<{ StreamDescription: { Shards: { ShardId: string }[] } }>(
      'DescribeStream',
      {
        StreamArn: this.#arn,
      },
    );
    for (const { ShardId } of StreamDescription.Shards) {
      if (!this.#shards.has(ShardId))
        this.#shards.set(ShardId, { iterator: undefined, lastSequence: undefined, closed: false });
    }
  }

  #call<T>(operation: string, body: object): Promise<T> {
    return callAws<T>({ endpoint: this.#endpoint, target: `DynamoDBStreams_20120810.${operation}`, body });
  }
}
