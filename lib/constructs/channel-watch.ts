import { Duration, Lazy } from 'aws-cdk-lib';
import { RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { EVENT_SOURCE, type EventType } from '#contracts/events.ts';
import type { CareBus } from './care-bus.ts';
import { CareFunction, type LogSettings } from './care-function.ts';
import { CareRule } from './care-rule.ts';
import { type CareSecrets, grantSecretUpkeep } from './care-secrets.ts';
import type { CareTable } from './care-table.ts';
import { QueueWorker } from './queue-worker.ts';
import { WorkedQueue } from './worked-queue.ts';

/** A batch of events, or a look at every account and now and then a call to its platform. */
const WATCH_TIMEOUT = Duration.seconds(60);

export interface ChannelWatchSettings {
  /** Messages counted in one go; more than ten take a window. */
  readonly batchSize: number;
  /** Seconds in which what is said to an account is counted in one go. */
  readonly batchWindowSeconds: number;
  /** Hours from one asking of the platforms how accounts are to the next; 0 for never. */
  readonly checkHours: number;
}

export interface ChannelWatchProps {
  readonly table: CareTable;
  readonly bus: CareBus;
  readonly secrets: CareSecrets;
  /** Where what was missed is ordered. */
  readonly polls: WorkedQueue;
  /** Where platforms deliver; asked for when all is there. */
  readonly webhookUrl: () => string;
  readonly settings: ChannelWatchSettings;
  readonly logs: LogSettings;
}

/** Learns how often each channel is heard, and tells when one falls quiet: what is said, and every minute -> queue. */
export class ChannelWatch extends Construct {
  readonly happened: WorkedQueue;
  readonly worker: CareFunction<'watch-channels'>;

  constructor(scope: Construct, id: string, props: ChannelWatchProps) {
    super(scope, id);
    this.happened = new WorkedQueue(this, 'Happened', {
      workTimeout: WATCH_TIMEOUT,
      contents: 'what was heard on channels',
      runbooks: { parked: 'parked-channel-events', waiting: 'channel-events-waiting' },
      maxWait: Duration.hours(1),
    });
    this.worker = this.createWorker(props);
    this.listen(props);
    new QueueWorker(this, 'Work', {
      queue: this.happened,
      worker: this.worker,
      batchSize: props.settings.batchSize,
      batchWindow: Duration.seconds(props.settings.batchWindowSeconds),
      // Two write the same few items: more would only get in each other's way.
      maxConcurrency: 2,
    });
  }

  private listen({ bus }: ChannelWatchProps): void {
    const toQueue = { runbook: 'parked-channel-events', undelivered: this.happened.parked };
    const heard = ['message.received'] satisfies EventType[];
    new CareRule(this, 'Heard', {
      ...toQueue,
      description: 'Hands what customers said to the watch over channels, which counts it',
      trigger: { bus: bus.bus, pattern: { source: [EVENT_SOURCE], detailType: heard } },
      targets: (deadLetterQueue) => [new SqsQueue(this.happened.queue, { deadLetterQueue })],
    });
    new CareRule(this, 'EveryMinute', {
      ...toQueue,
      description: 'Has every channel looked at',
      trigger: { schedule: Schedule.rate(Duration.minutes(1)) },
      targets: (deadLetterQueue) => [
        new SqsQueue(this.happened.queue, {
          deadLetterQueue,
          message: RuleTargetInput.fromObject({ 'detail-type': 'Scheduled Event' }),
        }),
      ],
    });
  }

  private createWorker({ table, secrets, polls, webhookUrl, settings, logs }: ChannelWatchProps) {
    const worker = new CareFunction(this, 'Worker', {
      name: 'watch-channels',
      environment: {
        TABLE_NAME: table.table.tableName,
        REPLY_SECRET_ARN: secrets.replies.secretArn,
        POLL_QUEUE_URL: polls.queue.queueUrl,
        WEBHOOK_URL: Lazy.string({ produce: webhookUrl }),
        CHECK_HOURS: String(settings.checkHours),
      },
      memoryMb: 512,
      timeout: WATCH_TIMEOUT,
      logs,
      errorSeverity: 'medium',
    });
    table.grantItems(worker);
    grantSecretUpkeep(worker, secrets.replies);
    polls.queue.grant(worker, 'sqs:SendMessage');
    return worker;
  }
}
