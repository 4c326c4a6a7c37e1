import { Duration } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { EVENT_SOURCE, type EventType } from '#contracts/events.ts';
import type { CareBucket } from './care-bucket.ts';
import type { CareBus } from './care-bus.ts';
import { CareFunction, type LogSettings } from './care-function.ts';
import { CareRule } from './care-rule.ts';
import { type CareSecrets, grantSecretUpkeep } from './care-secrets.ts';
import type { CareTable } from './care-table.ts';
import { QueueWorker } from './queue-worker.ts';
import { WorkedQueue } from './worked-queue.ts';

/** Ten files of ten seconds, with their way into the bucket. */
const FETCH_TIMEOUT = Duration.seconds(120);

export interface MediaSettings {
  /** Days for which the bucket keeps what customers attach. */
  readonly keptDays: number;
  /** The largest file that is kept. */
  readonly maxMegabytes: number;
  /** Messages whose files are fetched at once. */
  readonly maxConcurrency: number;
  /**
   * Hosts that may speak plain HTTP and have private addresses, as `host`, `host:8080` or `host:*`: for a relay of one's
   * own. Everything else must be HTTPS at a public address.
   */
  readonly trustedHosts: readonly string[];
  /** Whether files are fetched from trusted hosts alone. */
  readonly trustedOnly: boolean;
}

export interface MediaProps {
  readonly table: CareTable;
  readonly bucket: CareBucket;
  readonly bus: CareBus;
  readonly secrets: CareSecrets;
  readonly settings: MediaSettings;
  readonly logs: LogSettings;
}

/** Fetches what customers attach before its address expires: messages with files -> queue -> the bucket. */
export class Media extends Construct {
  readonly arrived: WorkedQueue;
  readonly worker: CareFunction<'fetch-media'>;

  constructor(scope: Construct, id: string, props: MediaProps) {
    super(scope, id);
    this.arrived = new WorkedQueue(this, 'Arrived', {
      workTimeout: FETCH_TIMEOUT,
      contents: 'messages with files',
      runbooks: { parked: 'parked-media', waiting: 'media-waiting' },
      // A host that does not answer is asked again for three quarters of an hour.
      maxWait: Duration.minutes(90),
    });
    this.worker = this.createWorker(props);
    new CareRule(this, 'Received', {
      description: 'Hands messages with files to the queue of media',
      trigger: {
        bus: props.bus.bus,
        pattern: {
          source: [EVENT_SOURCE],
          detailType: ['message.received'] satisfies EventType[],
          detail: { data: { files: [{ exists: true }] } },
        },
      },
      runbook: 'parked-media',
      undelivered: this.arrived.parked,
      targets: (deadLetterQueue) => [new SqsQueue(this.arrived.queue, { deadLetterQueue })],
    });
    new QueueWorker(this, 'Work', {
      queue: this.arrived,
      worker: this.worker,
      // A batch of one: a slow host holds up its own message and no other, and one file is in memory.
      batchSize: 1,
      maxConcurrency: props.settings.maxConcurrency,
    });
  }

  private createWorker({ table, bucket, secrets, settings, logs }: MediaProps): CareFunction<'fetch-media'> {
    const { maxConcurrency: _, ...known } = settings;
    const worker = new CareFunction(this, 'Worker', {
      name: 'fetch-media',
      environment: {
        TABLE_NAME: table.table.tableName,
        BUCKET_NAME: bucket.bucket.bucketName,
        REPLY_SECRET_ARN: secrets.replies.secretArn,
        PARKED_QUEUE_URL: this.arrived.parked.queueUrl,
        SETTINGS: JSON.stringify(known),
      },
      memoryMb: 512,
      timeout: FETCH_TIMEOUT,
      logs,
      errorSeverity: 'medium',
    });
    table.grantItems(worker);
    bucket.grantObjects(worker, 's3:PutObject', 'media');
    bucket.grantObjects(worker, 's3:DeleteObject', 'media');
    grantSecretUpkeep(worker, secrets.replies);
    this.arrived.parked.grant(worker, 'sqs:SendMessage');
    return worker;
  }
}
