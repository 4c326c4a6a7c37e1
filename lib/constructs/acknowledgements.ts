import { Duration } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { ACKNOWLEDGED, GRADED } from '#contracts/acknowledge.ts';
import { EVENT_SOURCE } from '#contracts/events.ts';
import type { CareBus } from './care-bus.ts';
import { CareFunction, type LogSettings } from './care-function.ts';
import { CareRule } from './care-rule.ts';
import type { CareTable } from './care-table.ts';
import { QueueWorker } from './queue-worker.ts';
import { WorkedQueue } from './worked-queue.ts';

/** A batch of tickets, and a backlog of many pages. */
const ACKNOWLEDGE_TIMEOUT = Duration.seconds(30);

export interface AcknowledgementSettings {
  /** Where customers are told when a person will answer, such as `messenger.dm`; nowhere else. */
  readonly channels: readonly string[];
  /** Minutes of work that one answer takes, as a median. */
  readonly handlingMinutes: number;
  /** People on duty at a time, at least 1, by the calendar that they work by, where the calendar itself does not say. */
  readonly staff: { readonly default: number; readonly byCalendar?: Readonly<Record<string, number>> };
}

export interface AcknowledgementsProps {
  readonly table: CareTable;
  readonly bus: CareBus;
  readonly settings: AcknowledgementSettings;
  readonly logs: LogSettings;
}

/** Tells customers when a person will answer, and keeps whether that was so: events -> queue -> a reply, a grade. */
export class Acknowledgements extends Construct {
  readonly happened: WorkedQueue;
  readonly worker: CareFunction<'acknowledge'>;

  constructor(scope: Construct, id: string, props: AcknowledgementsProps) {
    super(scope, id);
    this.happened = new WorkedQueue(this, 'Happened', {
      workTimeout: ACKNOWLEDGE_TIMEOUT,
      contents: 'events for acknowledgements',
      runbooks: { parked: 'parked-acknowledgements', waiting: 'acknowledgements-waiting' },
      maxWait: Duration.minutes(15),
    });
    this.worker = this.createWorker(props);
    new CareRule(this, 'Heard', {
      description: 'Hands tickets that wait for a first answer, and answers, to the queue of acknowledgements',
      trigger: {
        bus: props.bus.bus,
        pattern: { source: [EVENT_SOURCE], detailType: [...ACKNOWLEDGED, ...GRADED] },
      },
      runbook: 'parked-acknowledgements',
      undelivered: this.happened.parked,
      targets: (deadLetterQueue) => [new SqsQueue(this.happened.queue, { deadLetterQueue })],
    });
    new QueueWorker(this, 'Work', {
      queue: this.happened,
      worker: this.worker,
      batchSize: 10,
      // Few environments: each reads the backlog for itself.
      maxConcurrency: 5,
    });
  }

  private createWorker({ table, settings, logs }: AcknowledgementsProps): CareFunction<'acknowledge'> {
    const worker = new CareFunction(this, 'Worker', {
      name: 'acknowledge',
      environment: {
        TABLE_NAME: table.table.tableName,
        PARKED_QUEUE_URL: this.happened.parked.queueUrl,
        SETTINGS: JSON.stringify(settings),
      },
      memoryMb: 512,
      timeout: ACKNOWLEDGE_TIMEOUT,
      logs,
      errorSeverity: 'medium',
    });
    table.grantItems(worker);
    table.grantQuery(worker, 'byStatus');
    this.happened.parked.grant(worker, 'sqs:SendMessage');
    return worker;
  }
}
