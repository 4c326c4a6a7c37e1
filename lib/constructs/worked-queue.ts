import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { CareAlarm } from './care-alarm.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** AWS's rule for a queue behind a function: room for the pollers' own retries inside one receive. */
const VISIBILITY_FACTOR = 6;

/** Receives before a message is parked; fewer, and throttling alone would park healthy ones. */
const MAX_RECEIVES = 5;

export interface WorkedQueueProps {
  /** The timeout of the function that works this queue; the visibility follows from it. */
  readonly workTimeout: Duration;
  /** What a message is, in one word for the alarms' texts: `deliveries`, `replies`. */
  readonly contents: string;
  /** Headings in docs/runbook.md. */
  readonly runbooks: { readonly parked: string; readonly waiting: string };
  /** @default 5 minutes */
  readonly maxWait?: Duration;
}

/** A queue that a function works, never without its dead-letter queue, its timeouts and its alarms. */
export class WorkedQueue extends Construct {
  readonly queue: Queue;
  readonly parked: Queue;
  readonly workTimeout: Duration;

  constructor(scope: Construct, id: string, props: WorkedQueueProps) {
    super(scope, id);
    this.workTimeout = props.workTimeout;
    this.parked = new DeadLetterQueue(this, 'Parked', {
      severity: 'high',
      runbook: props.runbooks.parked,
      holds: `Parked ${props.contents} that no retry could mend.`,
    }).queue;
    this.queue = new Queue(this, 'Queue', {
      visibilityTimeout: Duration.seconds(VISIBILITY_FACTOR * props.workTimeout.toSeconds()),
      // A message keeps its age when it is parked: this must stay well under the dead-letter queue's 14 days.
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.parked, maxReceiveCount: MAX_RECEIVES },
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    this.alarmOnWaiting(props);
  }

  private alarmOnWaiting(props: WorkedQueueProps): void {
    const maxWait = props.maxWait ?? Duration.minutes(5);
    new CareAlarm(this, 'Waiting', {
      severity: 'high',
      runbook: props.runbooks.waiting,
      summary: `The oldest of the ${props.contents} in the queue has waited ${maxWait.toMinutes()} minutes or more.`,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: maxWait.toSeconds(),
      periods: 2,
    });
  }
}
