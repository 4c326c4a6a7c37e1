import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { CareAlarm } from './care-alarm.ts';
import type { CareBucket } from './care-bucket.ts';
import { CareFunction, type LogSettings } from './care-function.ts';
import { counted } from './care-metrics.ts';
import { CareRule } from './care-rule.ts';
import { type CareSecrets, grantSecretUpkeep, grantSecretValue } from './care-secrets.ts';
import type { CareTable } from './care-table.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { QueueWorker } from './queue-worker.ts';
import type { WorkedQueue } from './worked-queue.ts';

/** A poll stops after 45 seconds of its own accord; its last page may be slow, and asked for twice. */
export const POLL_TIMEOUT = Duration.seconds(90);

export interface PollSettings {
  /** Batches of accounts asked at once, 2 to 1000. */
  readonly maxConcurrency: number;
  /** Accounts of a batch, asked at once in one environment, 1 to 10. */
  readonly batchSize: number;
}

export interface PollerProps {
  readonly inbound: WorkedQueue;
  /** Accounts to be asked, and things to be fetched. */
  readonly polls: WorkedQueue;
  readonly table: CareTable;
  readonly bucket: CareBucket;
  readonly secrets: CareSecrets;
  readonly settings: PollSettings;
  readonly logs: LogSettings;
}

/** Asks platforms that do not deliver: every minute -> the accounts that are due -> queue -> inbound queue. */
export class Poller extends Construct {
  readonly planner: CareFunction<'plan-polls'>;
  readonly worker: CareFunction<'poll-platforms'>;

  constructor(scope: Construct, id: string, props: PollerProps) {
    super(scope, id);
    const { queue: missed } = new DeadLetterQueue(this, 'Missed', {
      severity: 'medium',
      runbook: 'missed-poll-plans',
      holds: 'Plans of polls that failed.',
    });
    this.planner = this.createPlanner(props, missed);
    this.worker = this.createWorker(props);
    new CareRule(this, 'EveryMinute', {
      description: 'Plans which accounts are asked for what is new',
      trigger: { schedule: Schedule.rate(Duration.minutes(1)) },
      runbook: 'missed-poll-plans',
      undelivered: missed,
      // A plan that is late is worth nothing: the next one finds the same accounts due.
      targets: (deadLetterQueue) => [
        new LambdaFunction(this.planner.function, {
          deadLetterQueue,
          retryAttempts: 1,
          maxEventAge: Duration.minutes(1),
        }),
      ],
    });
    new QueueWorker(this, 'Work', {
      queue: props.polls,
      worker: this.worker,
      batchSize: props.settings.batchSize,
      maxConcurrency: props.settings.maxConcurrency,
    });
    this.alarm();
  }

  private createPlanner({ table, secrets, polls, logs }: PollerProps, missed: DeadLetterQueue['queue']) {
    const planner = new CareFunction(this, 'Planner', {
      name: 'plan-polls',
      environment: {
        TABLE_NAME: table.table.tableName,
        REPLY_SECRET_ARN: secrets.replies.secretArn,
        POLL_QUEUE_URL: polls.queue.queueUrl,
      },
      memoryMb: 512,
      timeout: Duration.seconds(30),
      logs,
      errorSeverity: 'high',
      deadLetterQueue: missed,
    });
    table.grantItems(planner);
    grantSecretValue(planner, secrets.replies);
    polls.queue.grant(planner, 'sqs:SendMessage');
    return planner;
  }

  private createWorker({ inbound, polls, table, bucket, secrets, logs }: PollerProps) {
    const worker = new CareFunction(this, 'Worker', {
      name: 'poll-platforms',
      environment: {
        TABLE_NAME: table.table.tableName,
        BUCKET_NAME: bucket.bucket.bucketName,
        REPLY_SECRET_ARN: secrets.replies.secretArn,
        INBOUND_QUEUE_URL: inbound.queue.queueUrl,
        POLL_QUEUE_URL: polls.queue.queueUrl,
        PARKED_QUEUE_URL: polls.parked.queueUrl,
      },
      memoryMb: 512,
      timeout: POLL_TIMEOUT,
      logs,
      errorSeverity: 'high',
    });
    table.grantItems(worker);
    bucket.grantObjects(worker, 's3:PutObject', 'claims');
    grantSecretUpkeep(worker, secrets.replies);
    for (const queue of [inbound.queue, polls.queue, polls.parked]) queue.grant(worker, 'sqs:SendMessage');
    return worker;
  }

  private alarm(): void {
    new CareAlarm(this, 'Silent', {
      severity: 'high',
      runbook: 'polls-silent',
      summary: 'No poll has been planned for fifteen minutes: accounts that do not deliver are not heard.',
      metric: this.planner.function.metricInvocations({ period: Duration.minutes(15) }),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      missingData: TreatMissingData.BREACHING,
    });
    new CareAlarm(this, 'Refused', {
      severity: 'medium',
      runbook: 'polls-refused',
      summary: 'A platform refuses to be polled for an account: somebody must see to it.',
      metric: counted(this, 'poll-platforms', { name: 'PollsFailed', period: Duration.minutes(15) }),
      threshold: 1,
    });
  }
}
