import { Duration } from 'aws-cdk-lib';
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

/** One reply, with a slow platform's answer and the write of its outcome. */
const SEND_TIMEOUT = Duration.seconds(30);

export interface ReplyOutboxSettings {
  /** Replies on their way at once; platforms limit how fast we may talk. */
  readonly maxConcurrency: number;
}

export interface ReplyOutboxProps {
  readonly table: CareTable;
  readonly bus: CareBus;
  readonly secrets: CareSecrets;
  readonly settings: ReplyOutboxSettings;
  readonly logs: LogSettings;
}

/** Carries an agent's answer out: `reply.queued` on the bus -> queue -> the platform. */
export class ReplyOutbox extends Construct {
  readonly outbound: WorkedQueue;
  readonly sender: CareFunction<'send-reply'>;

  constructor(scope: Construct, id: string, props: ReplyOutboxProps) {
    super(scope, id);
    this.outbound = new WorkedQueue(this, 'Outbound', {
      workTimeout: SEND_TIMEOUT,
      contents: 'replies',
      runbooks: { parked: 'parked-replies', waiting: 'replies-waiting' },
    });
    this.sender = this.createSender(props);
    new CareRule(this, 'Queued', {
      description: 'Hands queued replies to the outbound queue',
      trigger: {
        bus: props.bus.bus,
        pattern: { source: [EVENT_SOURCE], detailType: ['reply.queued'] satisfies EventType[] },
      },
      runbook: 'parked-replies',
      // The same event either way: whoever brings parked replies back brings undelivered ones back with them.
      undelivered: this.outbound.parked,
      targets: (deadLetterQueue) => [new SqsQueue(this.outbound.queue, { deadLetterQueue })],
    });
    new QueueWorker(this, 'Work', {
      queue: this.outbound,
      worker: this.sender,
      // A batch of one: a slow platform holds up its own reply and no other.
      batchSize: 1,
      maxConcurrency: props.settings.maxConcurrency,
    });
  }

  private createSender({ table, secrets, logs }: ReplyOutboxProps): CareFunction<'send-reply'> {
    const sender = new CareFunction(this, 'Sender', {
      name: 'send-reply',
      environment: {
        TABLE_NAME: table.table.tableName,
        REPLY_SECRET_ARN: secrets.replies.secretArn,
        OUTBOUND_QUEUE_URL: this.outbound.queue.queueUrl,
        PARKED_QUEUE_URL: this.outbound.parked.queueUrl,
      },
      memoryMb: 512,
      timeout: SEND_TIMEOUT,
      logs,
      errorSeverity: 'high',
    });
    table.grantItems(sender);
    grantSecretUpkeep(sender, secrets.replies);
    this.outbound.parked.grant(sender, 'sqs:SendMessage');
    // Waiting for one's turn is no failure: such a reply is put on its queue again.
    this.outbound.queue.grant(sender, 'sqs:SendMessage');
    return sender;
  }
}
