/** Feeds a function from a table's stream, as an event source mapping on DynamoDB Streams does. */
import type { EventTest } from '../bus/pattern.ts';
import type { Clock } from '../clock.ts';
import type { ShardRecords, StreamReader, StreamRecord } from '../engines/stream-reader.ts';
import type { WriteSignal } from '../engines/write-signal.ts';
import type { InvocationResult } from '../lambda/invocation.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import { type Loop, startLoop } from './loop.ts';
import { processStreamBatch } from './stream-batch.ts';
import { chunksOf, lanesOf } from './stream-lanes.ts';
import { givenUpMessage, streamEventRecord } from './stream-records.ts';

export interface StreamMappingOptions {
  readonly reader: StreamReader;
  readonly streamArn: string;
  readonly partitionKey: string;
  readonly writes: WriteSignal;
  readonly target: LocalFunction;
  readonly batchSize: number;
  /** Batches of one shard at work at once; changes of one item stay in order. */
  readonly parallelization: number;
  readonly windowMs: number;
  readonly filters: readonly EventTest[];
  readonly reportsFailures: boolean;
  readonly bisects: boolean;
  readonly maximumRetryAttempts: number;
  /** Sends what is given up to the on-failure destination. */
  readonly onGivenUp: ((message: object) => void) | undefined;
  /** Remembers how far a shard was worked. */
  readonly checkpoint: (shardId: string, sequenceNumber: string) => void;
  readonly timeoutScale: number;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** A write wakes the poller; only TTL deletions, which no write announces, wait for this. */
const IDLE_POLL_MS = 500;
const TTL_DELETION = 'UNKNOWN_TO_SDK_VERSION';
const TTL_IDENTITY = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };

export class StreamMapping {
  readonly #options: StreamMappingOptions;
  readonly #loop: Loop;
  #drained = -1;

  constructor(options: StreamMappingOptions) {
    this.#options = options;
    this.#loop = startLoop((stopped) => this.#step(stopped), options.onError);
  }

  /** Whether everything written so far has been worked. */
  get drained(): boolean {
    return this.#drained === this.#options.writes.version;
  }

  stop(): void {
    this.#loop.stop();
  }

  async #step(stopped: () => boolean): Promise<void> {
    const { reader, writes, batchSize, parallelization } = this.#options;
    const seen = writes.version;
    const batch = await reader.read(Math.min(batchSize * parallelization, 1000));
    if (!batch) {
      this.#drained = seen;
      await writes.after(seen, IDLE_POLL_MS);
      return;
    }
    this.#drained = -1;
    await this.#work(await this.#fill(batch), stopped);
  }

  /** Waits for a fuller batch while the window is open, then takes what has come meanwhile. */
  async #fill(batch: ShardRecords): Promise<ShardRecords[]> {
    const { reader, windowMs, batchSize, parallelization } = this.#options;
    const room = Math.min(batchSize * parallelization, 1000) - batch.records.length;
    if (windowMs === 0 || room <= 0) return [batch];
    await new Promise((resolve) => setTimeout(resolve, windowMs));
    const more = await reader.read(room);
    if (!more) return [batch];
    if (more.shardId !== batch.shardId) return [batch, more];
    return [{ shardId: batch.shardId, records: [...batch.records, ...more.records] }];
  }

  async #work(batches: readonly ShardRecords[], stopped: () => boolean): Promise<void> {
    const { checkpoint, parallelization, partitionKey } = this.#options;
    for (const { shardId, records } of batches) {
      const wanted = records.filter((record) => this.#wants(record));
      const lanes = lanesOf(wanted, parallelization, partitionKey);
      await Promise.all(lanes.map((lane) => this.#workLane(shardId, lane, stopped)));
      const last = records.at(-1)?.dynamodb.SequenceNumber;
      if (last && !stopped()) checkpoint(shardId, last);
    }
  }

  async #workLane(shardId: string, lane: readonly StreamRecord[], stopped: () => boolean): Promise<void> {
    for (const chunk of chunksOf(lane, this.#options.batchSize)) await this.#process(shardId, chunk, stopped);
  }

  /** A TTL deletion has no name that a filter could know here; filters see what AWS would show them. */
  #wants(record: StreamRecord): boolean {
    const { filters } = this.#options;
    const seen =
      record.eventName === TTL_DELETION ? { ...record, eventName: 'REMOVE', userIdentity: TTL_IDENTITY } : record;
    return filters.length === 0 || filters.some((matches) => matches(seen));
  }

  #process(shardId: string, records: readonly StreamRecord[], stopped: () => boolean): Promise<void> {
    const { reportsFailures, bisects, maximumRetryAttempts, timeoutScale } = this.#options;
    return processStreamBatch(records, {
      invoke: (chunk) => this.#invoke(chunk),
      giveUp: (chunk, attempts, result) => this.#giveUp({ shardId, records: chunk }, attempts, result),
      reportsFailures,
      bisects,
      maximumRetryAttempts,
      timeoutScale,
      stopped,
    });
  }

  #invoke(records: readonly StreamRecord[]): Promise<InvocationResult> {
    const { target, streamArn, clock } = this.#options;
    const Records = records.map((record) => streamEventRecord(record, streamArn, clock.offsetMs));
    return target.invoke(JSON.stringify({ Records }));
  }

  async #giveUp(batch: ShardRecords, attempts: number, result: InvocationResult): Promise<void> {
    const { onGivenUp, streamArn, target, clock } = this.#options;
    onGivenUp?.(givenUpMessage({ ...batch, streamArn, functionArn: target.arn, attempts, result, at: clock.now() }));
  }
}
