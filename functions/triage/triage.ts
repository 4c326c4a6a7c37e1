import { PermanentError } from '#domain/errors.ts';
import type { QueueRecord } from '#functions/shell/batch.ts';
import { faultOf } from '#functions/shell/log.ts';
import { amendMessage } from '#functions/triage/amend-message.ts';
import { fetchLater } from '#functions/triage/fetch-later.ts';
import { fileTalk } from '#functions/triage/file-talk.ts';
import { reviewed, withJudgement } from '#functions/triage/judge.ts';
import { keepTrace } from '#functions/triage/keep-trace.ts';
import { type Arrival, alone, openRecord } from '#functions/triage/open-record.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';
import { talksOf } from '#functions/triage/talks.ts';
import { type Understood, understand } from '#functions/triage/understand.ts';

/** Normalise, classify, prioritise, store: a batch of queue messages becomes messages and tickets. */

/** One piece of work and the arrivals that depend on it. */
interface Job {
  readonly arrivals: readonly Arrival[];
  readonly run: () => Promise<void>;
}

/** What is to be parked or retried, and how the log names it. */
interface Work {
  readonly body: string;
  readonly recordId: string;
  readonly deliveryId?: string;
  readonly eventId?: string;
}

function workOf(arrival: Arrival): Work {
  const { recordId, deliveryId, event } = arrival;
  return { body: alone(arrival), recordId, deliveryId, eventId: event.id.slice(0, LONGEST_LOGGED_ID) };
}

/** An id is whatever the sender says it is; the log takes so much of it. */
const LONGEST_LOGGED_ID = 120;

/** Opens a record, or parks it whole when nobody can. @returns undefined when it must be retried. */
async function opened(ports: TriagePorts, record: QueueRecord): Promise<readonly Arrival[] | undefined> {
  try {
    return await openRecord(record, ports.blobs);
  } catch (error) {
    const isParked = await parked(ports, { body: record.body, recordId: record.id }, error);
    return isParked ? [] : undefined;
  }
}

/** Sets aside what no retry can mend. @returns false when the work must be retried instead. */
async function parked(ports: TriagePorts, work: Work, error: unknown): Promise<boolean> {
  const { body, ...ids } = work;
  if (!(error instanceof PermanentError)) {
    ports.log.warn('will be retried', { ...ids, ...faultOf(error) });
    return false;
  }
  ports.log.error('parked', { ...ids, ...faultOf(error) });
  ports.count('EventsParked');
  return ports.park(body, error.reason).then(
    () => true,
    (fault: unknown) => {
      ports.log.error('could not be parked, will be retried', { ...ids, ...faultOf(fault) });
      return false;
    },
  );
}

function jobOf(ports: TriagePorts, { arrival, meaning }: Understood): Job | undefined {
  const arrivals = [arrival];
  switch (meaning.kind) {
    case 'message':
      return undefined;
    case 'amendment':
      return { arrivals, run: () => amendMessage(ports, meaning.amendment) };
    case 'ignored':
      return { arrivals, run: () => keepTrace(ports, arrival, { outcome: 'ignored', reason: meaning.reason }) };
    case 'reference':
      return { arrivals, run: () => fetchLater(ports, arrival) };
    case 'unknown':
      return { arrivals, run: () => keepTrace(ports, arrival, { outcome: 'unknown', reason: meaning.type }) };
  }
}

function jobsOf(ports: TriagePorts, understood: readonly Understood[]): Job[] {
  const messages = understood.flatMap(({ arrival, meaning, judged }) =>
    meaning.kind === 'message'
      ? [{ message: meaning.message, classification: judged?.classification, arrivals: [arrival] }]
      : [],
  );
  const talks = talksOf(messages).map((talk) => ({
    arrivals: talk.messages.flatMap(({ arrivals }) => arrivals),
    run: () => fileTalk(ports, talk),
  }));
  return [...talks, ...understood.flatMap((each) => jobOf(ports, each) ?? [])];
}

/** Runs a job. @returns the records that must come again; a hopeless event is parked alone, its neighbours done. */
async function outcomeOf(ports: TriagePorts, job: Job): Promise<string[]> {
  try {
    await job.run();
    return [];
  } catch (error) {
    const retried = await Promise.all(
      job.arrivals.map(async (arrival) => ((await parked(ports, workOf(arrival), error)) ? [] : [arrival.recordId])),
    );
    return retried.flat();
  }
}

/** Reads an event and judges its words; one that its platform can't read is parked alone. */
async function understoodOf(
  ports: TriagePorts,
  arrival: Arrival,
): Promise<{ understood?: Understood; failed?: string }> {
  try {
    return { understood: await withJudgement(ports, understand(arrival)) };
  } catch (error) {
    return (await parked(ports, workOf(arrival), error)) ? {} : { failed: arrival.recordId };
  }
}

/** @returns the ids of the records that must come again. */
export function createTriage(ports: TriagePorts) {
  return async (records: readonly QueueRecord[]): Promise<string[]> => {
    const all = await Promise.all(records.map(async (record) => ({ record, arrivals: await opened(ports, record) })));
    const unopened = all.flatMap(({ record, arrivals }) => (arrivals ? [] : [record.id]));
    const read = await Promise.all(
      all.flatMap(({ arrivals = [] }) => arrivals).map((each) => understoodOf(ports, each)),
    );
    const understood = await reviewed(
      ports,
      read.flatMap((each) => each.understood ?? []),
    );
    const jobs = jobsOf(ports, understood);
    const failed = await Promise.all(jobs.map((job) => outcomeOf(ports, job)));
    return [...new Set([...unopened, ...read.flatMap((each) => each.failed ?? []), ...failed.flat()])];
  };
}
