import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { PermanentError } from '#domain/errors.ts';
import type { Park } from '#domain/ports.ts';
import { type Facts, faultOf, type Log } from '#functions/shell/log.ts';

/** A queue message as a story sees it. */
export interface QueueRecord {
  readonly id: string;
  readonly body: string;
}

const recordOf = ({ messageId, body }: SQSRecord): QueueRecord => ({ id: messageId, body });

/** Hands a whole batch to a story that answers with the ids to be retried; the others are done. */
export function wholeBatch(work: (records: readonly QueueRecord[]) => Promise<readonly string[]>) {
  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const failed = await work(event.Records.map(recordOf));
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** What happens to one record: done, parked because nothing can mend it, or left to be retried. */
async function attempt(record: QueueRecord, deps: OneByOne): Promise<string[]> {
  try {
    await deps.work(record.body);
    return [];
  } catch (error) {
    deps.log.warn('record failed', { recordId: record.id, ...deps.idsIn?.(record.body), ...faultOf(error) });
    if (!(error instanceof PermanentError)) return [record.id];
    return deps.park(record.body, error.reason).then(
      () => [],
      (fault: unknown) => {
        deps.log.error('could not be parked, will be retried', { recordId: record.id, ...faultOf(fault) });
        return [record.id];
      },
    );
  }
}

export interface OneByOne {
  readonly work: (body: string) => Promise<void>;
  readonly park: Park;
  /** The ids that a log line names a record by beside the queue's own. Never throws. */
  readonly idsIn?: (body: string) => Facts;
  readonly log: Log;
}

/** Works through a batch record by record, at once; one that fails leaves its neighbours untouched. */
export function oneByOne(deps: OneByOne) {
  return wholeBatch(async (records) => (await Promise.all(records.map((record) => attempt(record, deps)))).flat());
}
