/** Gets a batch of stream records through a function: in order, with retries, halving, and giving up in the end. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamRecord } from '../engines/stream-reader.ts';
import type { InvocationResult } from '../lambda/invocation.ts';
import { failedIdentifiers } from './queue-records.ts';

export interface StreamBatchOptions {
  readonly invoke: (records: readonly StreamRecord[]) => Promise<InvocationResult>;
  readonly reportsFailures: boolean;
  readonly bisects: boolean;
  /** Tries after the first one; Infinity for as long as it takes. */
  readonly maximumRetryAttempts: number;
  readonly giveUp: (records: readonly StreamRecord[], attempts: number, result: InvocationResult) => Promise<void>;
  /** Factor on the pauses between tries. */
  readonly timeoutScale: number;
  readonly stopped: () => boolean;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Resolves when every record is handled or given up. */
export async function processStreamBatch(
  records: readonly StreamRecord[],
  options: StreamBatchOptions,
  failures = 0,
): Promise<void> {
  if (records.length === 0 || options.stopped()) return;
  const result = await options.invoke(records);
  const firstFailed = firstFailure(records, result, options.reportsFailures);
  if (firstFailed === undefined || options.stopped()) return;
  await retry(records.slice(firstFailed), options, { result, failures: failures + 1 });
}

interface Failure {
  readonly result: InvocationResult;
  readonly failures: number;
}

async function retry(
  rest: readonly StreamRecord[],
  options: StreamBatchOptions,
  { result, failures }: Failure,
): Promise<void> {
  const giveUp = failures > options.maximumRetryAttempts && !(options.bisects && rest.length > 1);
  if (giveUp) {
    await options.giveUp(rest, failures, result);
    return;
  }
  await sleep(Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS) * options.timeoutScale);
  if (options.bisects && rest.length > 1) {
    // Halving is free: only a batch that can't be halved any more uses up its tries.
    const middle = Math.ceil(rest.length / 2);
    await processStreamBatch(rest.slice(0, middle), options, 0);
    await processStreamBatch(rest.slice(middle), options, 0);
    return;
  }
  await processStreamBatch(rest, options, failures);
}

/** Where to go on: the first record that failed, 0 when all did, undefined when none did. */
function firstFailure(
  records: readonly StreamRecord[],
  result: InvocationResult,
  reportsFailures: boolean,
): number | undefined {
  if (result.status === 'error') return 0;
  if (!reportsFailures) return undefined;
  const sequence = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
  const failed = failedIdentifiers(result.payload, new Set(sequence));
  if (!failed) return 0;
  const first = sequence.findIndex((number) => failed.has(number));
  return first < 0 ? undefined : first;
}
