import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { CareAlarm, type Severity } from './care-alarm.ts';

/** The longest SQS allows: a long weekend and a fix fit in it. */
const RETENTION = Duration.days(14);

export interface DeadLetterQueueProps {
  readonly severity: Severity;
  /** The anchor of the alarm's heading in docs/runbook.md. */
  readonly runbook: string;
  /** What a message in this queue is, in one sentence. */
  readonly holds: string;
}

/** Where something that could not be delivered or worked waits for a person; it rings at the first message. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      retentionPeriod: RETENTION,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    new CareAlarm(this, 'Depth', {
      severity: props.severity,
      runbook: props.runbook,
      summary: `${props.holds} At least one is waiting.`,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: 1,
    });
    const reason = 'This is the dead-letter queue: a person or `npm run redrive` empties it, nothing consumes it.';
    Validations.of(this.queue).acknowledge(
      { id: 'AwsSolutions-SQS3', reason },
      { id: 'Serverless-SQSRedrivePolicy', reason },
    );
  }
}
