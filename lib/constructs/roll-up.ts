import { Duration } from 'aws-cdk-lib';
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { EVENT_SOURCE, type EventType } from '#contracts/events.ts';
import { ROLLED_UP, ROLLED_UP_AT } from '#contracts/roll-up.ts';
import type { CareBus } from './care-bus.ts';
import { CareFunction, type LogSettings } from './care-function.ts';
import { CareRule } from './care-rule.ts';
import type { CareTable } from './care-table.ts';
import { QueueWorker } from './queue-worker.ts';
import { WorkedQueue } from './worked-queue.ts';

/** A batch of tickets with long histories. */
const ROLL_UP_TIMEOUT = Duration.seconds(60);

export interface RollUpSettings {
  /** Days for which metrics can be asked about. */
  readonly keptDays: number;
  /** Batches at work at once, 2 to 1000: in a spike metrics are late rather than in the way. */
  readonly maxConcurrency: number;
  readonly batchSize: number;
  /** Events of one ticket that come within it are one look at its history. */
  readonly batchWindowSeconds: number;
}

export interface RollUpProps {
  readonly table: CareTable;
  readonly bus: CareBus;
  readonly settings: RollUpSettings;
  readonly logs: LogSettings;
}

/** Keeps the rows that metrics are made of: events on the bus -> queue -> derived rows. */
export class RollUp extends Construct {
  readonly happened: WorkedQueue;
  readonly worker: CareFunction<'roll-up'>;

  constructor(scope: Construct, id: string, props: RollUpProps) {
    super(scope, id);
    this.happened = new WorkedQueue(this, 'Happened', {
      workTimeout: ROLL_UP_TIMEOUT,
      contents: 'events for the metrics',
      runbooks: { parked: 'parked-metrics-events', waiting: 'metrics-events-waiting' },
      maxWait: Duration.hours(1),
    });
    this.worker = this.createWorker(props);
    this.listen(props, 'Happening', { detailType: [...ROLLED_UP] });
    const ended = ['ticket.status_changed'] satisfies EventType[];
    this.listen(props, 'Finished', { detailType: ended, detail: { data: { to: [...ROLLED_UP_AT] } } });
    new QueueWorker(this, 'Work', {
      queue: this.happened,
      worker: this.worker,
      batchSize: props.settings.batchSize,
      batchWindow: Duration.seconds(props.settings.batchWindowSeconds),
      maxConcurrency: props.settings.maxConcurrency,
    });
  }

  private listen({ bus }: RollUpProps, id: string, pattern: EventPattern): void {
    new CareRule(this, id, {
      description: 'Hands what metrics are derived at to their queue',
      trigger: { bus: bus.bus, pattern: { source: [EVENT_SOURCE], ...pattern } },
      runbook: 'parked-metrics-events',
      undelivered: this.happened.parked,
      targets: (deadLetterQueue) => [new SqsQueue(this.happened.queue, { deadLetterQueue })],
    });
  }

  private createWorker({ table, settings, logs }: RollUpProps): CareFunction<'roll-up'> {
    const worker = new CareFunction(this, 'Worker', {
      name: 'roll-up',
      environment: {
        TABLE_NAME: table.table.tableName,
        PARKED_QUEUE_URL: this.happened.parked.queueUrl,
        KEPT_DAYS: String(settings.keptDays),
      },
      memoryMb: 512,
      timeout: ROLL_UP_TIMEOUT,
      logs,
      errorSeverity: 'medium',
    });
    table.grantItems(worker);
    this.happened.parked.grant(worker, 'sqs:SendMessage');
    return worker;
  }
}
