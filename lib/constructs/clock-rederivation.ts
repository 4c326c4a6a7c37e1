import { Duration } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { EVENT_SOURCE, type EventType } from '#contracts/events.ts';
import type { CareBus } from './care-bus.ts';
import { CareFunction, type LogSettings } from './care-function.ts';
import { CareRule } from './care-rule.ts';
import type { CareTable } from './care-table.ts';
import { QueueWorker } from './queue-worker.ts';
import { WorkedQueue } from './worked-queue.ts';

/** Twice as long as one message walks before it hands on its place. */
const REDERIVE_TIMEOUT = Duration.minutes(2);
/** Walks at once: an edit is no hurry, and customers' messages write to the same table. */
const WALKS_AT_ONCE = 4;

export interface ClockRederivationProps {
  readonly table: CareTable;
  readonly bus: CareBus;
  readonly logs: LogSettings;
}

/** After an edit of the policy or a calendar the clocks of the tickets in work follow: event -> queue -> walks. */
export class ClockRederivation extends Construct {
  readonly queue: WorkedQueue;
  readonly worker: CareFunction<'rederive-clocks'>;

  constructor(scope: Construct, id: string, props: ClockRederivationProps) {
    super(scope, id);
    this.queue = new WorkedQueue(this, 'Rederivations', {
      workTimeout: REDERIVE_TIMEOUT,
      contents: 're-derivations of clocks',
      runbooks: { parked: 'parked-rederivations', waiting: 'rederivations-waiting' },
      maxWait: Duration.minutes(30),
    });
    this.worker = this.createWorker(props);
    new CareRule(this, 'Changed', {
      description: 'Hands edits of the SLA policy and of calendars to the queue of re-derivations',
      trigger: {
        bus: props.bus.bus,
        pattern: {
          source: [EVENT_SOURCE],
          detailType: ['sla.policy_changed', 'sla.calendar_changed'] satisfies EventType[],
        },
      },
      runbook: 'parked-rederivations',
      // The same event either way: it is brought back from one place.
      undelivered: this.queue.parked,
      targets: (deadLetterQueue) => [new SqsQueue(this.queue.queue, { deadLetterQueue })],
    });
    new QueueWorker(this, 'Work', {
      queue: this.queue,
      worker: this.worker,
      // A batch of one: each walk has the whole of its time.
      batchSize: 1,
      maxConcurrency: WALKS_AT_ONCE,
    });
  }

  private createWorker({ table, logs }: ClockRederivationProps): CareFunction<'rederive-clocks'> {
    const worker = new CareFunction(this, 'Worker', {
      name: 'rederive-clocks',
      environment: {
        TABLE_NAME: table.table.tableName,
        QUEUE_URL: this.queue.queue.queueUrl,
        PARKED_QUEUE_URL: this.queue.parked.queueUrl,
      },
      memoryMb: 1024,
      timeout: REDERIVE_TIMEOUT,
      logs,
      errorSeverity: 'medium',
    });
    table.grantItems(worker);
    table.grantQuery(worker, 'byStatus');
    this.queue.queue.grant(worker, 'sqs:SendMessage');
    this.queue.parked.grant(worker, 'sqs:SendMessage');
    return worker;
  }
}
